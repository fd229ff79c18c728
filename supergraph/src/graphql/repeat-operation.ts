import { getOperationAST, OperationTypeNode } from 'graphql'
import type { GraphQLParams } from 'graphql-yoga'
import type { Logger } from 'pino'
import { isJsonObject } from '../execution/json.ts'
import type { GatewayPlugin } from '../plugin.ts'
import type { GraphQLContext, ServerContext } from './context.ts'
import type { GraphQLServer } from './create-yoga.ts'
import { createExecute, type Execute } from './execute-with-plugins.ts'
import type { FindOperation } from './find-operation.ts'
import type { KnownDocuments } from './known-documents.ts'
import { maskError } from './mask-error.ts'

/** Runs an operation whose document is known; null when it is not, or when yoga has to look at what was sent. */
export type Repeater = (params: GraphQLParams, context: ServerContext) => ReturnType<Execute> | null

/**
 * Runs operations that came whole and whose documents were parsed and found valid before. What yoga and the plugins do until an
 * operation is executed would find the same once more, and costs a tenth of a small query; all that depends on who asks, or on
 * variables, is done when it is executed.
 */
export function createRepeater(
  yoga: GraphQLServer,
  plugins: readonly GatewayPlugin[],
  known: KnownDocuments,
  findOperation: FindOperation | null,
  log: Logger,
): Repeater {
  if (findOperation && !findOperation.skipsWhole) return () => null
  const execute = createExecute(plugins)

  const run: Execute = async args => {
    try {
      return await execute(args)
    } catch (error) {
      return { errors: [maskError(error, args.contextValue.caller, log)] }
    }
  }

  return (params, { caller, response }) => {
    if (typeof params.query !== 'string' || !isPlain(params)) return null
    const { query, operationName, variables: variableValues } = params
    const contextValue = { params, caller, response } as GraphQLContext
    const { schema } = yoga.getEnveloped(contextValue)
    const document = known.find(query, schema)
    const operation = document && getOperationAST(document, operationName)
    if (!operation || operation.operation === OperationTypeNode.SUBSCRIPTION) return null
    return run({ schema, document, contextValue, variableValues, operationName })
  }
}

const PLAIN: ReadonlySet<string> = new Set(['query', 'operationName', 'variables'])

/** True for parameters that nobody has to look at, or to refuse. */
function isPlain(params: GraphQLParams): boolean {
  for (const name in params) if (!PLAIN.has(name)) return false
  return params.variables === undefined || params.variables === null || isJsonObject(params.variables)
}
