import { AuthError, CommandError, ConflictError, NotFoundError, UnreachableError } from '../errors.ts'
import { ExitCode } from '../exit-codes.ts'
import { rateLimited } from './rest-error.ts'

/** One entry of `errors` in a GraphQL answer. */
export interface GraphQLFault {
  message: string
  code: string | undefined
  path: (string | number)[]
}

/** What the user can mend in a mutation's input. */
interface UserError {
  field: string[] | null
  message: string
  code: string
}

/** The error that a fault stands for, with the exit code that its `extensions.code` asks for. */
export function errorOfGraphQL(
  { message, code }: GraphQLFault,
  http: { status: number; waitSeconds: number | null },
): CommandError {
  if (http.status === 429) return rateLimited(message, http.waitSeconds)
  return errorOfCode(code, message)
}

/** Throws the first of a payload's `userErrors`, with all of them in its message. */
export function throwUserErrors(errors: readonly UserError[]): void {
  const [first] = errors
  if (!first) return
  const message = errors
    .map(({ field, message }) => (field?.length ? `${message} (${field.join('.')})` : message))
    .join('\n')
  throw errorOfCode(first.code, message, ConflictError)
}

function errorOfCode(
  code: string | undefined,
  message: string,
  Otherwise?: new (message: string) => CommandError,
): CommandError {
  switch (code) {
    case 'UNAUTHENTICATED':
      return new AuthError(message, 'Sign in with `orion auth login`.')
    case 'FORBIDDEN':
    case 'UNAUTHORIZED_FIELD_OR_TYPE':
      return new AuthError(message, '`orion auth whoami` shows who you are and your role.')
    case 'NOT_FOUND':
      return new NotFoundError(message)
    case 'CONFLICT':
    case 'INVALID_STATE':
    case 'INVALID_INPUT':
    case 'LIMIT_REACHED':
    case 'BAD_USER_INPUT':
      return new ConflictError(message)
    case 'RATE_LIMITED':
    case 'TOO_MANY_REQUESTS':
      return rateLimited(message, null)
    case 'UNAVAILABLE':
    case 'SERVICE_UNAVAILABLE':
      return new UnreachableError(message, { hint: 'See `orion system health`.' })
    case 'GRAPHQL_PARSE_FAILED':
    case 'GRAPHQL_VALIDATION_FAILED':
      return new CommandError(ExitCode.apiError, message, {
        hint: 'The gateway and this command are of different versions; update the older one.',
      })
    default:
      return Otherwise ? new Otherwise(message) : new CommandError(ExitCode.apiError, message)
  }
}
