import { GraphQLError } from 'graphql'

/** An operation that breaks a limit. Status 400 where the media type allows one. */
export function tooLarge(message: string, code = 'OPERATION_TOO_LARGE'): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: 400, spec: true } } })
}
