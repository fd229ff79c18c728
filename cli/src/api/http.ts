import { CommandError, UnreachableError } from '../errors.ts'
import { ExitCode } from '../exit-codes.ts'
import { version } from '../version.ts'

/** How long to wait for the beginning of an answer; nothing the gateway does for a request takes long. */
const timeoutMs = 30_000

export interface HttpRequest {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  /** Sent as JSON. */
  body?: unknown
  /** Ends the request when the command is interrupted. */
  signal: AbortSignal
}

/**
 * Sends one request and gives the answer whatever its status, as long as there is one.
 * Redirects are not followed, so that tokens stay with the address the user named.
 *
 * Throws UnreachableError when nothing answers within 30 s, and CommandError for a redirect.
 */
export async function sendRequest(url: string, request: HttpRequest): Promise<Response> {
  const { method = 'GET', headers = {}, body, signal } = request
  const timeout = AbortSignal.timeout(timeoutMs)
  let response: Response
  try {
    response = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        'user-agent': `orion-cli/${version}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.any([signal, timeout]),
    })
  } catch (error) {
    signal.throwIfAborted()
    throw unreachable(
      url,
      timeout.aborted ? `no answer within ${timeoutMs / 1000} s` : reasonOf(error),
      error,
    )
  }
  if (response.status >= 300 && response.status < 400) {
    await response.body?.cancel()
    const target = response.headers.get('location') ?? 'another address'
    throw new CommandError(ExitCode.apiError, `${url} redirects to ${target}.`, {
      hint: 'Give the gateway’s final address with --gateway.',
    })
  }
  return response
}

/** Reads an answer's text. Throws UnreachableError when the connection breaks before its end. */
export async function readText(response: Response, signal: AbortSignal): Promise<string> {
  try {
    return await response.text()
  } catch (error) {
    signal.throwIfAborted()
    throw unreachable(response.url, `the connection broke: ${reasonOf(error)}`, error)
  }
}

/** Reads JSON; undefined when the text is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The whole seconds that `Retry-After` asks to wait (RFC 9110, 10.2.3); null when the answer does not say. */
export function retryAfterSeconds(response: Response): number | null {
  const text = response.headers.get('retry-after')
  if (!text) return null
  if (/^\d+$/.test(text)) return Number(text)
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1000))
}

function unreachable(url: string, reason: string, cause: unknown): UnreachableError {
  const { origin } = new URL(url)
  return new UnreachableError(`The gateway at ${origin} cannot be reached: ${reason}.`, {
    hint: 'Start Orion, or name the right address with --gateway or ORION_GATEWAY_URL.',
    cause,
  })
}

/** The system's words for why a request failed; `fetch` hides them in the causes of its error. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const known = code && reasons[code]
  if (known) return known
  if (error.cause instanceof Error) return reasonOf(error.cause)
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  if (error.message === 'bad port') return 'browsers and Node refuse this port'
  return (error.message || code || error.name).replace(/\.$/, '')
}

const reasons: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there (ECONNREFUSED)',
  ECONNRESET: 'it closed the connection (ECONNRESET)',
  ENOTFOUND: 'there is no such host (ENOTFOUND)',
  EAI_AGAIN: 'its name cannot be looked up now (EAI_AGAIN)',
  EHOSTUNREACH: 'there is no way to that host (EHOSTUNREACH)',
  ENETUNREACH: 'there is no way to that network (ENETUNREACH)',
  ETIMEDOUT: 'it does not answer (ETIMEDOUT)',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer (connect timeout)',
  UND_ERR_SOCKET: 'it closed the connection',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself; name it in NODE_EXTRA_CA_CERTS',
  CERT_HAS_EXPIRED: 'its certificate has expired',
}
