import { GraphQLError, Kind } from 'graphql'
import { refusedText } from '../database/refused-text.ts'
import { OrionError } from '../errors.ts'
import type { Logger } from '../logging.ts'
import { currentRequest } from '../service/request-context.ts'

/**
 * What a client may learn of an error: Orion's own errors as they are, everything else only as the request id under which the
 * log tells it.
 */
export function createErrorMask(log: Logger) {
  return (error: unknown): GraphQLError => {
    const graphqlError =
      error instanceof GraphQLError
        ? error
        : new GraphQLError('Unexpected error.', { originalError: error as Error })
    const cause = refusedText(graphqlError.originalError) ?? graphqlError.originalError
    if (cause instanceof OrionError && cause.status < 500) {
      return new GraphQLError(cause.message, {
        nodes: graphqlError.nodes,
        path: graphqlError.path,
        extensions: { ...cause.details, code: cause.code },
      })
    }
    if (!cause) return graphqlError
    if (isOfVariables(graphqlError)) return ofVariables(graphqlError)
    log.error({ err: cause, path: graphqlError.path }, 'unexpected error')
    const requestId = currentRequest()?.requestId
    return new GraphQLError(`Unexpected error. The log tells it under the request id ${requestId}.`, {
      nodes: graphqlError.nodes,
      path: graphqlError.path,
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
    })
  }
}

/** Whether a variable has a value that its scalar does not take: that is told of the variable, before anything is resolved. */
function isOfVariables({ path, nodes }: GraphQLError): boolean {
  return path === undefined && nodes?.every(({ kind }) => kind === Kind.VARIABLE_DEFINITION) === true
}

function ofVariables({ message, nodes }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { nodes, extensions: { code: 'BAD_USER_INPUT' } })
}
