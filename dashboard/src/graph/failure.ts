import type { CombinedError } from 'urql'

/** What went wrong, in words for people. */
export interface Failure {
  title: string
  message: string
}

const BY_CODE: Record<string, Failure> = {
  GATEWAY_UNAVAILABLE: {
    title: 'Orion cannot be reached',
    message: 'The gateway does not answer. This page tries again by itself; nothing you did is lost.',
  },
  FORBIDDEN: {
    title: 'You may not see this',
    message: 'Your role does not allow it. Ask an admin for access.',
  },
  SERVICE_UNAVAILABLE: {
    title: 'Orion is not ready',
    message: 'The gateway runs, but cannot check who you are yet. This page tries again by itself.',
  },
  RATE_LIMITED: {
    title: 'Too many requests',
    message: 'Wait a minute, then try again.',
  },
}

/** Says in words what an operation failed with. */
export function describeFailure(error: CombinedError): Failure {
  if (error.networkError) {
    return {
      title: 'No connection',
      message: 'The dashboard cannot be reached. Check your network, then try again.',
    }
  }
  for (const { extensions } of error.graphQLErrors) {
    const known = typeof extensions.code === 'string' ? BY_CODE[extensions.code] : undefined
    if (known) return known
    if (extensions.code === 'DOWNSTREAM_SERVICE_ERROR' && typeof extensions.serviceName === 'string') {
      return {
        title: 'A part of Orion is missing',
        message: `The service ${extensions.serviceName} does not answer. The rest of Orion goes on.`,
      }
    }
  }
  const first = error.graphQLErrors[0]?.message ?? error.message
  return { title: 'This could not be loaded', message: first }
}

/** An operation's failure, or the first thing its payload has against the input; null when it went well. */
export function whatWentWrong(
  error: CombinedError | undefined,
  userErrors: readonly { message: string; code: string }[] | undefined,
): { message: string; code: string } | null {
  if (error) return { message: describeFailure(error).message, code: 'FAILED' }
  return userErrors?.[0] ?? null
}
