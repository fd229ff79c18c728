import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { type Dispatcher, request } from 'undici'
import { refuseCredential } from '../access/use-authentication.ts'
import { originHeaders } from '../graphql/call-headers.ts'
import { answerError } from '../http/answer.ts'
import type { Exchange } from '../http/exchange.ts'
import { ConfirmedBody } from './confirmed-body.ts'

/** Headers that belong to one connection, not to the message (RFC 9110, section 7.6.1), and those the gateway sets itself. */
const NOT_FORWARDED = new Set([
  'connection',
  'proxy-connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'host',
  'authorization',
  'cookie',
  'x-request-id',
  'traceparent',
  'x-forwarded-for',
  'user-agent',
])

/** Where a request is passed on to. */
export interface ProxyTarget {
  service: string
  /** Base address of the service. */
  origin: string
  /** Path and query string there. */
  path: string
  /** Headers that the gateway adds. */
  headers: Record<string, string>
  dispatcher: Dispatcher
  /** For the first byte of the answer. Default 30,000 ms. */
  timeoutMs?: number
}

/**
 * Passes a request on to a service and its answer back, both as streams: no faster than the slower side takes them, and no
 * longer than both sides are there. An answer that breaks off in the middle breaks off for the client as well. The end of a
 * body is passed on only if its sender's sign-in still holds.
 */
export async function proxyRequest(exchange: Exchange, target: ProxyTarget): Promise<void> {
  const { request: incoming, response, method } = exchange
  const abort = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) abort.abort()
  })
  const hasBody =
    incoming.headers['content-length'] !== undefined || incoming.headers['transfer-encoding'] !== undefined
  // Piped, so that what undici does not take any more is left to be discarded below.
  const body = hasBody ? incoming.pipe(new ConfirmedBody(exchange.caller)) : null
  let answer: Dispatcher.ResponseData
  try {
    answer = await request(`${target.origin}${target.path}`, {
      method: method as Dispatcher.HttpMethod,
      headers: { ...forwarded(incoming.headers), ...target.headers, ...originHeaders(exchange.caller) },
      body,
      dispatcher: target.dispatcher,
      headersTimeout: target.timeoutMs ?? 30_000,
      bodyTimeout: 0,
      signal: abort.signal,
    })
  } catch {
    if (abort.signal.aborted) return
    if (body?.refusal) refuseCredential(response, body.refusal)
    else answerError(response, 502, 'SERVICE_UNAVAILABLE', `The service ${target.service} cannot be reached.`)
    discardRest(incoming)
    return
  }
  response.writeHead(answer.statusCode, forwarded(answer.headers))
  await pipeline(answer.body, response).catch(() => response.destroy())
  discardRest(incoming)
}

const LINGER_MS = 2000

/**
 * Takes what a client still sends after its answer, so that it comes to read the answer and its leaving is noticed; one that
 * goes on sending is cut off.
 */
function discardRest(incoming: IncomingMessage): void {
  if (incoming.complete) return
  incoming.unpipe()
  const timer = setTimeout(() => incoming.destroy(), LINGER_MS)
  incoming.resume().once('close', () => clearTimeout(timer))
}

/** The headers that are for the other side: neither those above nor others that `Connection` names. */
function forwarded(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {}
  const named = headers.connection ? headers.connection.toLowerCase().split(/\s*,\s*/) : []
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !NOT_FORWARDED.has(name) && !named.includes(name)) kept[name] = value
  }
  return kept
}
