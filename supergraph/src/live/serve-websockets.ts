import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { CloseCode, handleProtocols, makeServer, type Server as ProtocolServer } from 'graphql-ws'
import type { Logger } from 'pino'
import { WebSocketServer } from 'ws'
import type { Caller } from '../caller.ts'
import { Cancellation } from '../execution/cancellation.ts'
import { ignoreUpgrade } from '../http/ignore-upgrade.ts'
import { findBrokenJsonLimit } from '../limits/find-broken-json-limit.ts'
import { createFrameWriter } from './frame-writer.ts'
import { keepAlive } from './keep-alive.ts'
import { type OpenConnections, SOCKET_CLOSE } from './open-connections.ts'
import { refuseUpgrade } from './refuse-upgrade.ts'
import { type SocketExtra, type SocketOperations, socketProtocol } from './socket-protocol.ts'

/** How WebSockets are served. */
export interface WebSocketOptions extends SocketOperations {
  /** Path of the GraphQL endpoint. */
  path: string
  connections: OpenConnections
  log: Logger
  /** Longest message of a client. Default 256 KiB, as for bodies over HTTP. */
  maxMessageBytes?: number
  /** Between pings; a client that answers none until the next one is dropped. Default 12,000 ms. */
  keepAliveMs?: number
}

const NOTHING = Buffer.alloc(0)

/**
 * Serves operations over WebSockets by the graphql-transport-ws protocol, and hands other paths to the plugins.
 * @returns what sends all clients away, to another gateway
 */
export function serveWebSockets(server: Server, options: WebSocketOptions): () => Promise<void> {
  const { path, plugins, log } = options
  const webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: options.maxMessageBytes ?? 256 * 1024,
    perMessageDeflate: false,
    handleProtocols: protocols => handleProtocols(protocols),
  })
  const admit = async (extra: SocketExtra, parameters: Record<string, unknown>) => {
    for (const plugin of plugins) await plugin.onSocket?.(extra.caller, parameters)
    if (extra.socket.readyState !== extra.socket.OPEN) return
    extra.forget = options.connections.add({
      caller: extra.caller,
      close: (code, reason) => extra.socket.close(code, reason),
      tick: keepAlive(extra.socket, options.keepAliveMs ?? 12_000),
    })
  }
  const protocol = makeServer<Record<string, unknown>, SocketExtra>(socketProtocol(options, admit))

  server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    if (request.headers.upgrade?.toLowerCase() !== 'websocket')
      return ignoreUpgrade(server, request, connection, head)
    // From here on nobody else listens: a client that breaks the connection off would end the process.
    connection.on('error', () => connection.destroy())
    const [requested] = (request.url ?? '').split('?')
    if (requested === path) {
      webSockets.handleUpgrade(request, connection, head, socket => {
        const caller = callerOf(request)
        const cancellation = new Cancellation()
        caller.cancellation = cancellation
        socket.once('close', () => cancellation.cancel())
        serve(protocol, { socket, caller, write: createFrameWriter(socket, connection) }, log)
      })
    } else if (!plugins.some(plugin => plugin.onUpgrade?.(request, connection, head))) {
      refuseUpgrade(connection, '404 Not Found')
    }
  })
  return () => closeAll(webSockets)
}

function serve(protocol: ProtocolServer<SocketExtra>, extra: SocketExtra, log: Logger): void {
  const { socket, write } = extra
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: text => write(NOTHING, Buffer.from(text)),
      close: (code, reason) => socket.close(code, reason),
      onMessage(handle) {
        socket.on('message', (data: Buffer) => {
          const broken = findBrokenJsonLimit(data)
          if (broken) return socket.close(CloseCode.BadRequest, broken)
          handle(data.toString()).catch((error: unknown) => {
            // A message that only servers send is as wrong as one of no known type.
            const isWrongType =
              error instanceof Error && error.message.startsWith('Unexpected message of type')
            if (!isWrongType) log.error({ err: error }, 'a message of a WebSocket could not be handled')
            const code = isWrongType ? CloseCode.BadRequest : CloseCode.InternalServerError
            socket.close(code, isWrongType ? 'Invalid message received' : 'Internal server error')
          })
        })
      },
    },
    extra,
  )
  socket.on('error', error => log.debug({ reason: error.message }, 'a WebSocket broke'))
  socket.once('close', (code, reason) => {
    extra.forget?.()
    closed(code, String(reason)).catch((error: unknown) =>
      log.error({ err: error }, 'a WebSocket could not be closed in order'),
    )
  })
}

/** How long clients may take to leave when the gateway stops. */
const LEAVING_MS = 2000

/** Tells all clients to go elsewhere, and cuts off who does not. */
export async function closeAll(webSockets: WebSocketServer): Promise<void> {
  for (const socket of webSockets.clients) socket.close(SOCKET_CLOSE.goingAway, 'Going away')
  const timer = setTimeout(() => {
    for (const socket of webSockets.clients) socket.terminate()
  }, LEAVING_MS)
  await new Promise<void>(resolve => webSockets.close(() => resolve()))
  clearTimeout(timer)
}

/** Who opened a WebSocket, before they said who they are. */
export function callerOf({ socket, headers }: IncomingMessage): Caller {
  return {
    viewer: null,
    apiKeyId: null,
    issuedAt: null,
    expiresAt: null,
    requestId: '',
    traceparent: null,
    ip: socket.remoteAddress ?? '',
    headers,
    cancellation: undefined,
  }
}
