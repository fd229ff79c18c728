import { AuthError, UnreachableError } from '../errors.ts'
import type { TypedDocumentString } from '../generated/graphql.ts'
import type { Session } from '../session/session.ts'
import { type Ending, runSubscription } from './subscription.ts'

export interface LiveOptions<Result, Variables extends Record<string, unknown>> {
  gateway: string
  session: Session
  operation: TypedDocumentString<Result, Variables>
  variables: Variables
  /** A connection stands, for the first time or again: events may have been missed before. */
  onConnected: () => void
  onValue: (value: Result) => void
  /** The connection is lost, or could not be opened; it is tried again after the pause. */
  onLost: (reason: string, pauseMs: number) => void
  signal: AbortSignal
}

/** How often to try before the first connection; later it is tried for ever. */
const firstTries = 5
const longestPauseMs = 10_000

/**
 * Keeps a subscription alive over graphql-ws until the signal ends it: reconnects with growing pauses, and with a
 * new access token when the old one has ended.
 *
 * Throws AuthError when the gateway takes no token of ours, UnreachableError when it never took a connection, and
 * CommandError when it refuses the subscription.
 */
export async function keepSubscribed<Result, Variables extends Record<string, unknown>>(
  options: LiveOptions<Result, Variables>,
): Promise<void> {
  const { session, onLost, signal } = options
  let everConnected = false
  let failures = 0
  let refusedToken: string | undefined
  while (!signal.aborted) {
    let token: string
    let ending: Ending
    try {
      token = refusedToken ? await session.renew(refusedToken) : await session.accessToken()
      ending = await runSubscription(options, token, () => {
        everConnected = true
        failures = 0
        refusedToken = undefined
      })
    } catch (error) {
      if (!(error instanceof UnreachableError)) throw error
      ending = { kind: 'lost', reason: error.message }
      token = ''
    }
    if (signal.aborted) return
    if (ending.kind === 'error') throw ending.error
    if (ending.kind === 'refused') {
      if (refusedToken)
        throw new AuthError('The gateway refuses the live connection.', 'Sign in with `orion auth login`.')
      refusedToken = token
      continue
    }
    failures++
    if (!everConnected && failures >= firstTries)
      throw new UnreachableError(`There is no live connection to ${options.gateway}: ${ending.reason}.`, {
        hint: 'The gateway must be reachable by WebSocket at /graphql; see `orion system health`.',
      })
    const pauseMs = Math.min(longestPauseMs, 250 * 2 ** failures) * (0.75 + Math.random() / 2)
    onLost(ending.reason, pauseMs)
    await pause(pauseMs, signal)
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}
