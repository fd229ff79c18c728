import type { DocumentNode, GraphQLSchema } from 'graphql'
import { createApolloPlanner } from './apollo-planner.ts'
import type { Planner } from './planner.ts'
import type { ProgressiveOverrides } from './progressive-overrides.ts'
import type { PlanNode, QueryPlan } from './query-plan.ts'
import { rootParts } from './root-fields.ts'
import { createRustPlanner } from './rust-planner.ts'
import type { Staging } from './stage-requirements.ts'
import type { TypeConditions } from './type-conditions.ts'

/** A planner by name, or the fastest that runs here. */
export type PlannerChoice = 'fastest' | 'apollo' | 'rust'

/** What planners are made from. */
export interface PlannerOptions {
  /** The supergraph. */
  sdl: string
  /** What clients see of it. */
  schema: GraphQLSchema
  types: TypeConditions
  overrides: ProgressiveOverrides
  choice: PlannerChoice
  /** True when a plan asks a subgraph for what it cannot answer there, or sends it other values than it requires. */
  isWrong(plan: QueryPlan): boolean
  /** True when a field of the operation takes values of enclosing objects (`@fromContext`). */
  needsContext(document: DocumentNode): boolean
  staging: Staging
}

/**
 * Makes the planner of a supergraph. What one planner gives up or plans wrongly, the other one plans, which is made at the
 * first need. Where one field of the root takes the one and another field the other, each is planned by itself: they have
 * nothing in common. So is each field of a mutation where more has to be read for some: all that is selected of one is read before
 * the next one begins. What neither plans is planned in stages (stage-requirements.ts). Subscriptions and operations with fields
 * that need `@fromContext` always go to Apollo's, since the Rust planner plans neither; where there are subscriptions it is
 * ready from the start.
 * @throws when the Rust planner is asked for by name on a platform that it has no binary for.
 */
export function createPlanner({
  sdl,
  schema,
  types,
  overrides,
  choice,
  isWrong,
  needsContext,
  staging,
}: PlannerOptions): Planner {
  const makeApollo = once(() => createApolloPlanner(sdl, schema, types, overrides))
  const makeRust = once(() => createRustPlanner(sdl, types, overrides))
  const first = choice === 'apollo' ? makeApollo() : makeRust()
  if (schema.getSubscriptionType()) makeApollo()
  if (!first && choice === 'rust')
    throw new Error('The Rust planner has no binary for this platform; choose apollo instead')
  const name = first?.name ?? 'apollo'
  const inOrder = name === 'rust' ? [makeRust, makeApollo] : [makeApollo, makeRust]
  const planWhole: Planner['plan'] = async (...operation) => {
    const [document, { operation: kind }] = operation
    const planners = kind === 'subscription' || needsContext(document) ? [makeApollo] : inOrder
    const problems: unknown[] = []
    for (const make of planners) {
      const plan = await planOrNull(make(), operation).catch((error: unknown) => {
        problems.push(error)
        return null
      })
      if (plan && !isWrong(plan)) return plan
    }
    throw new AggregateError(problems, 'No planner plans this operation rightly')
  }
  const planInStages: Planner['plan'] = (document, operation, share) =>
    planWhole(document, operation, share).catch(async (problem: unknown) => {
      const staged = operation.operation === 'subscription' ? null : staging(document)
      if (!staged) throw problem
      const { first, later } = staged
      const { node } = await planWhole(first.document, first.operation, share)
      const fetches = later.map(fetch => ({ kind: 'fetch' as const, fetch }))
      return { node: { kind: 'sequence', nodes: node ? [node, ...fetches] : fetches }, start: null }
    })
  return {
    name,
    async plan(document, operation, share) {
      const parts = rootParts(document, operation)
      if (parts.length < 2) return planInStages(document, operation, share)
      const isMutation = operation.operation === 'mutation'
      const whole = await planWhole(document, operation, share).catch(() => null)
      if (whole && !(isMutation && readsBetween(whole))) return whole
      const plans: QueryPlan[] = []
      for (const part of parts) plans.push(await planInStages(part.document, part.operation, share))
      return together(plans, isMutation)
    },
  }
}

/** True when a plan of mutations also reads: planners make that wait for later mutations, which may change what is read. */
function readsBetween({ node }: QueryPlan): boolean {
  const reads = (part: PlanNode): boolean =>
    part.kind === 'sequence' || part.kind === 'parallel' ? part.nodes.some(reads) : part.fetch.isRead
  return node !== null && reads(node)
}

/** Several plans as one; mutations one after the other, as the client may expect. */
function together(plans: QueryPlan[], inSeries: boolean): QueryPlan {
  const nodes = plans.flatMap(({ node }) => node ?? [])
  return { node: { kind: inSeries ? 'sequence' : 'parallel', nodes }, start: null }
}

/** Null too where there is no such planner. */
async function planOrNull(
  planner: { plan(...operation: Parameters<Planner['plan']>): Promise<QueryPlan | null> } | null,
  operation: Parameters<Planner['plan']>,
): Promise<QueryPlan | null> {
  return planner?.plan(...operation) ?? null
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
