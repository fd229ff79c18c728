import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Caller } from '../caller.ts'
import { pathOf } from './path-of.ts'

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
  return {
    request,
    response,
    method: request.method ?? 'GET',
    ...pathOf(request),
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
