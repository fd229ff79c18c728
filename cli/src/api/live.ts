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
const firstTries = 3
/** How often a token that was just renewed may be refused. */
const mostRefusals = 3
const longestPauseMs = 10_000
/** A connection that stood so long was a good one: the pauses begin anew. */
const steadyMs = 5_000

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
  const { gateway, session, onLost, signal } = options
  let connectedAtMs: number | undefined
  let failures = 0
  let refusals = 0
  let refusedToken: string | undefined
  while (!signal.aborted) {
    const ending = await connect()
    if (signal.aborted) return
    if (ending.kind === 'error') throw ending.error
    if (ending.kind === 'refused' && ++refusals > mostRefusals)
      throw new AuthError(
        `The gateway refuses the live connection: ${ending.reason}.`,
        'Sign in with `orion auth login`.',
      )
    // A token that has ended is replaced at once; one that was just renewed is refused for another reason.
    if (ending.kind === 'refused' && refusals === 1) continue
    failures++
    if (connectedAtMs === undefined && failures >= firstTries)
      throw new UnreachableError(`There is no live connection to ${gateway}: ${ending.reason}.`, {
        hint: 'The gateway must be reachable by WebSocket at /graphql; see `orion system health`.',
      })
    const pauseMs = Math.min(longestPauseMs, 250 * 2 ** failures) * (0.75 + Math.random() / 2)
    onLost(ending.reason, pauseMs)
    await pause(pauseMs, signal)
  }

  async function connect(): Promise<Ending> {
    let startedAtMs: number | undefined
    try {
      const token = refusedToken ? await session.renew(refusedToken) : await session.accessToken()
      refusedToken = undefined
      const ending = await runSubscription(options, token, () => {
        startedAtMs = Date.now()
        connectedAtMs ??= startedAtMs
        refusals = 0
      })
      if (ending.kind === 'refused') refusedToken = token
      return ending
    } catch (error) {
      if (error instanceof UnreachableError) return { kind: 'lost', reason: error.message.replace(/\.$/, '') }
      throw error
    } finally {
      if (startedAtMs !== undefined && Date.now() - startedAtMs > steadyMs) failures = 0
    }
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
