import { GraphQLError } from 'graphql'
import { createClient } from 'graphql-ws'
import { type ClientOptions, WebSocket } from 'ws'
import { readAnswer } from '../../execution/fetch/read-answer.ts'
import type { Upstream } from './upstream.ts'

const PING_MS = 10_000
const PONG_MS = 5_000

/** Subscribes over a WebSocket by the graphql-transport-ws protocol; a connection that answers no ping counts as lost. */
export function subscribeOverWebSocket(upstream: Upstream): Promise<void> {
  const { url, start, headers, cancellation } = upstream
  class WebSocketWithHeaders extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[], options?: ClientOptions) {
      super(address, protocols, { ...options, headers, perMessageDeflate: false, handshakeTimeout: PING_MS })
    }
  }
  let pong: NodeJS.Timeout | undefined
  let failure: unknown
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocketWithHeaders,
    connectionParams: headers,
    retryAttempts: 0,
    keepAlive: PING_MS,
    on: {
      connected: () => upstream.opened(),
      ping(isReceived) {
        if (!isReceived) pong = setTimeout(() => client.terminate(), PONG_MS)
      },
      pong: () => clearTimeout(pong),
      error(error) {
        failure = error
      },
    },
  })
  return new Promise<void>((resolve, reject) => {
    const leave = client.subscribe<Record<string, unknown>>(
      { query: start.operation, variables: start.variables },
      {
        next(result) {
          const text = JSON.stringify(result)
          const http = { status: 200, contentType: 'application/json', retryAfter: undefined, text }
          upstream.next(readAnswer(start.subgraph, http))
        },
        error(error) {
          if (cancellation.isCancelled) resolve()
          else reject(refusalOf(error) ?? failure ?? new Error(reasonOf(error)))
        },
        complete: resolve,
      },
    )
    cancellation.onCancel(() => {
      leave()
      resolve()
    })
  }).finally(() => {
    clearTimeout(pong)
    void client.dispose()
  })
}

/** The subgraph's own errors, as one. */
function refusalOf(error: unknown): GraphQLError | null {
  const [first] = Array.isArray(error) ? error : []
  if (!first) return null
  return new GraphQLError(first.message, {
    extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', ...first.extensions },
  })
}

function reasonOf(error: unknown): string {
  if (error instanceof Error) return error.message
  const { code, reason } = error as { code?: number; reason?: string }
  return `its socket was closed with ${code ?? 'no code'}${reason ? ` (${reason})` : ''}`
}
