import { GraphQLError } from 'graphql'
import type { Logger } from 'pino'
import type { Caller } from '../caller.ts'

/**
 * Errors of GraphQL as they are, with their causes in the log; anything else only as the request id under which the log tells it, and
 * by status 500 where the media type allows one.
 */
export function maskError(error: unknown, caller: Caller, log: Logger): GraphQLError {
  if (error instanceof GraphQLError) {
    if (error.cause !== undefined) log.warn({ err: error.cause, requestId: caller.requestId }, error.message)
    return error
  }
  log.error({ err: error, requestId: caller.requestId }, 'unexpected error in an operation')
  return new GraphQLError(`Unexpected error. The log tells it under the request id ${caller.requestId}.`, {
    extensions: {
      code: 'INTERNAL_SERVER_ERROR',
      requestId: caller.requestId,
      http: { status: 500, spec: true },
    },
  })
}

/** A result of yoga, with the errors that nobody expected masked: yoga itself tells whoever asks what was thrown. */
export function maskResult<Result extends object>(
  result: Result,
  caller: Caller,
  log: Logger,
): Result | { errors: GraphQLError[] } {
  if (!('errors' in result) || !Array.isArray(result.errors) || !result.errors.some(isUnexpected))
    return result
  return {
    errors: result.errors.map(error =>
      isUnexpected(error) ? maskError(error.originalError, caller, log) : error,
    ),
  }
}

function isUnexpected(error: unknown): error is GraphQLError {
  if (!(error instanceof GraphQLError)) return false
  const { originalError } = error
  return originalError !== undefined && !(originalError instanceof GraphQLError)
}
