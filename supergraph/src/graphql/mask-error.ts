import { GraphQLError } from 'graphql'
import type { Logger } from 'pino'
import type { Caller } from '../caller.ts'

/** Errors of GraphQL as they are; anything else only as the request id under which the log tells it. */
export function maskError(error: unknown, caller: Caller, log: Logger): GraphQLError {
  if (error instanceof GraphQLError) return error
  log.error({ err: error, requestId: caller.requestId }, 'unexpected error in an operation')
  return new GraphQLError(`Unexpected error. The log tells it under the request id ${caller.requestId}.`, {
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: caller.requestId },
  })
}
