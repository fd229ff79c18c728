import type { IncomingHttpHeaders } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { type Dispatcher, request } from 'undici'
import { originHeaders } from '../graphql/call-headers.ts'
import { answerError } from '../http/answer.ts'
import type { Exchange } from '../http/exchange.ts'

/** Headers that belong to one connection, not to the message (RFC 9110, section 7.6.1), and those the gateway sets itself. */
const NOT_FORWARDED = new Set([
  'connection',
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

/** Passes a request on to a service and its answer back, both as streams. */
export async function proxyRequest(exchange: Exchange, target: ProxyTarget): Promise<void> {
  const { request: incoming, response, method } = exchange
  const abort = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) abort.abort()
  })
  const hasBody =
    incoming.headers['content-length'] !== undefined || incoming.headers['transfer-encoding'] !== undefined
  let answer: Dispatcher.ResponseData
  try {
    answer = await request(`${target.origin}${target.path}`, {
      method: method as Dispatcher.HttpMethod,
      headers: { ...forwarded(incoming.headers), ...target.headers, ...originHeaders(exchange.caller) },
      body: hasBody ? incoming : null,
      dispatcher: target.dispatcher,
      headersTimeout: target.timeoutMs ?? 30_000,
      bodyTimeout: 0,
      signal: abort.signal,
    })
  } catch {
    if (abort.signal.aborted) return
    answerError(response, 502, 'SERVICE_UNAVAILABLE', `The service ${target.service} cannot be reached.`)
    return
  }
  response.writeHead(answer.statusCode, forwarded(answer.headers))
  await pipeline(answer.body, response).catch(() => response.destroy())
}

function forwarded(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !NOT_FORWARDED.has(name)) kept[name] = value
  }
  return kept
}
