import { type ExecutionArgs, type ExecutionResult, GraphQLError, getOperationAST } from 'graphql'
import { countedAs } from '../caller.ts'
import { contextOf } from '../graphql/use-supergraph.ts'
import type { GatewayPlugin } from '../plugin.ts'
import type { RateLimiter } from '../rest/rate-limiter.ts'
import { createDocumentMemory } from '../schema/document-memory.ts'
import type { LoadedSupergraph } from '../schema/load-supergraph.ts'
import { type Cost, compileCost } from './compile-cost.ts'

/** What operations may cost. */
export interface CostLimits {
  /** Of one operation. */
  perOperation: number
  /** Of all operations of one user, or of one address where nobody is signed in, within a minute. */
  perMinute: number
}

/** What the answer tells of its cost, under `extensions.cost`. */
export interface CostReport {
  /** What the operation may cost at most, told before anything is fetched. */
  estimated: number
  /** What one operation may cost. */
  limit: number
  /** What all operations of this caller may cost within a minute, and what is left of it. */
  budget: { limit: number; remaining: number; resetSeconds: number }
}

/**
 * Refuses operations that cost too much before any subgraph is asked, and tells in each answer what it cost. The cost of
 * a document is compiled once and kept as long as the document is.
 * @param limiter counts what is spent, for all gateways together
 */
export function useCost(limits: CostLimits, limiter: RateLimiter): GatewayPlugin {
  const compiled = createDocumentMemory<Cost>()
  const costOf = (args: ExecutionArgs, supergraph: LoadedSupergraph): Cost => {
    const byOperation = compiled(supergraph, args.document)
    const key = args.operationName ?? ''
    let cost = byOperation.get(key)
    if (!cost) {
      const operation = getOperationAST(args.document, args.operationName)
      cost = operation ? compileCost(supergraph.schema, supergraph.costs, args.document, operation) : () => 0
      byOperation.set(key, cost)
    }
    return cost
  }

  const spend = async (args: ExecutionArgs): Promise<GraphQLError | null> => {
    const context = contextOf(args)
    let estimated: number
    try {
      estimated = costOf(args, context.supergraph)(args.variableValues ?? {})
    } catch (error) {
      if (error instanceof GraphQLError) return error
      throw error
    }
    if (estimated > limits.perOperation) {
      return refusal(
        'COST_LIMIT_EXCEEDED',
        `The operation may cost ${estimated}; ${limits.perOperation} are allowed. Ask for fewer fields or shorter lists.`,
        { cost: { estimated, limit: limits.perOperation } },
        400,
      )
    }
    const budget = await limiter.take('cost', countedAs(context.caller), limits.perMinute, estimated)
    const { limit, remaining, resetSeconds } = budget
    const report: CostReport = {
      estimated,
      limit: limits.perOperation,
      budget: { limit, remaining, resetSeconds },
    }
    if (!budget.allowed) {
      return refusal(
        'COST_BUDGET_EXCEEDED',
        `The operation may cost ${estimated}, and ${remaining} are left of the ${limit} for this minute; wait ${resetSeconds} seconds.`,
        { cost: report },
        429,
        { 'retry-after': String(resetSeconds) },
      )
    }
    context.answerExtensions = { ...context.answerExtensions, cost: report }
    return null
  }

  const check = async ({
    args,
    setResultAndStopExecution,
  }: {
    args: ExecutionArgs
    setResultAndStopExecution(result: ExecutionResult): void
  }) => {
    const refused = await spend(args)
    if (refused) setResultAndStopExecution({ errors: [refused] })
  }
  return { graphql: { onExecute: check, onSubscribe: check } }
}

function refusal(
  code: string,
  message: string,
  details: Record<string, unknown>,
  status: number,
  headers: Record<string, string> = {},
): GraphQLError {
  const http = status === 400 ? { status, spec: true } : { status, headers }
  return new GraphQLError(message, { extensions: { code, ...details, http } })
}
