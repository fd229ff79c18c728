import { CommandError } from '../errors.ts'
import { ExitCode } from '../exit-codes.ts'
import { errorOfGraphQL } from './graphql-error.ts'
import { reasonOf } from './http.ts'
import type { LiveOptions } from './live.ts'

/** How one connection ended: it may be tried again, with another token, or not at all. */
export type Ending =
  | { kind: 'lost'; reason: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'error'; error: CommandError }

const pingEveryMs = 10_000
const pongWithinMs = 5_000
/** Close codes of the protocol graphql-transport-ws that say that the token is not taken. */
const refusals = [4401, 4403]
/** Close codes that say that client and server do not understand each other. */
const misunderstandings = [4004, 4005, 4400, 4406]
/** Codes of errors after which a subscription has no events ever. */
const finalCodes = ['FORBIDDEN', 'NOT_SUPPORTED', 'BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']

/**
 * Opens one connection, subscribes, and hands on values until the connection ends, which is how this resolves.
 * A connection that answers no ping for 5 s counts as lost: the other side may be gone without a word.
 */
export async function runSubscription<Result, Variables extends Record<string, unknown>>(
  options: LiveOptions<Result, Variables>,
  token: string,
  onAccepted: () => void,
): Promise<Ending> {
  const [{ createClient }, { WebSocket }] = await Promise.all([import('graphql-ws/client'), import('ws')])
  const { signal } = options
  let silence: NodeJS.Timeout | undefined
  let end: (ending: Ending) => void = () => {}
  const ended = new Promise<Ending>(resolve => {
    end = resolve
  })
  const client = createClient({
    url: `${options.gateway.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    connectionAckWaitTimeout: pingEveryMs,
    keepAlive: pingEveryMs,
    retryAttempts: 0,
    on: {
      connected: () => {
        onAccepted()
        options.onConnected()
      },
      // graphql-ws would connect again by itself after a normal closure, at once and with the old token.
      closed: event => {
        end(endingOf(event))
        dispose()
      },
      ping: received => {
        if (!received) silence = setTimeout(() => client.terminate(), pongWithinMs)
      },
      pong: received => {
        if (received) clearTimeout(silence)
      },
    },
  })
  // Disposing waits for the connection, whose failure has been told already.
  const dispose = () => void Promise.resolve(client.dispose()).catch(() => {})
  const interrupt = () => end({ kind: 'lost', reason: 'interrupted' })
  /** One event that could not be told ends nothing; a refusal does. */
  const endUnlessPassing = (errors: readonly unknown[]) => {
    const ending = endingOfErrors(errors)
    if (ending.kind !== 'error' || finalCodes.includes(codeOf(errors[0]) ?? '')) end(ending)
  }
  signal.addEventListener('abort', interrupt, { once: true })
  client.subscribe<Result>(
    { query: options.operation.toString(), variables: options.variables },
    {
      next: ({ data, errors }) => {
        if (data) options.onValue(data)
        else if (errors) endUnlessPassing(errors)
      },
      error: error => end(endingOf(error)),
      complete: () => end({ kind: 'lost', reason: 'the gateway ended the subscription' }),
    },
  )
  try {
    return await ended
  } finally {
    signal.removeEventListener('abort', interrupt)
    clearTimeout(silence)
    dispose()
  }
}

function endingOf(problem: unknown): Ending {
  if (Array.isArray(problem)) return endingOfErrors(problem)
  if (isCloseEvent(problem)) {
    const { code, reason } = problem
    const words = reason ? `${reason} (${code})` : `it closed the connection (${code})`
    if (refusals.includes(code)) return { kind: 'refused', reason: words }
    if (misunderstandings.includes(code))
      return {
        kind: 'error',
        error: new CommandError(ExitCode.apiError, `The gateway refuses the live connection: ${words}.`),
      }
    return { kind: 'lost', reason: words }
  }
  const cause = isErrorEvent(problem) ? problem.error : problem
  return { kind: 'lost', reason: reasonOf(cause) }
}

function endingOfErrors(errors: readonly unknown[]): Ending {
  const [first] = errors
  const message = first instanceof Error || hasMessage(first) ? first.message : 'no reason given'
  const code = codeOf(first)
  if (code === 'UNAUTHENTICATED') return { kind: 'refused', reason: message }
  return {
    kind: 'error',
    error: errorOfGraphQL({ message, code, path: [] }, { status: 200, waitSeconds: null }),
  }
}

function codeOf(error: unknown): string | undefined {
  return hasExtensions(error) && typeof error.extensions.code === 'string' ? error.extensions.code : undefined
}

function isCloseEvent(value: unknown): value is { code: number; reason: string } {
  return isRecord(value) && typeof value.code === 'number' && typeof value.reason === 'string'
}

function isErrorEvent(value: unknown): value is { error: unknown } {
  return isRecord(value) && !(value instanceof Error) && 'error' in value
}

function hasMessage(value: unknown): value is { message: string } {
  return isRecord(value) && typeof value.message === 'string'
}

function hasExtensions(value: unknown): value is { extensions: Record<string, unknown> } {
  return isRecord(value) && isRecord(value.extensions)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
