import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Caller } from '../caller.ts'

/** One HTTP request with its response, and what the plugins found out about it. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly method: string
  /** Path without the query string, as sent. */
  readonly path: string
  /** The query string with its question mark; empty without one. */
  readonly search: string
  /** Who asks. Plugins fill it in. */
  caller: Caller
  /** The pattern of the route that answered, for measurements; `other` until one did. */
  route: string
  /** When it began, on the clock of `performance.now()`. */
  readonly startedAt: number
}

/** Opens an exchange. */
export function openExchange(request: IncomingMessage, response: ServerResponse): Exchange {
  // Proxies may ask with the whole address.
  const url = (request.url ?? '/').replace(/^https?:\/\/[^/?]*/i, '')
  const mark = url.indexOf('?')
  return {
    request,
    response,
    method: request.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    search: mark < 0 ? '' : url.slice(mark),
    caller: {
      viewer: null,
      apiKeyId: null,
      issuedAt: null,
      expiresAt: null,
      requestId: '',
      traceparent: null,
      ip: request.socket.remoteAddress ?? '',
      headers: request.headers,
      cancellation: undefined,
    },
    route: 'other',
    startedAt: performance.now(),
  }
}
