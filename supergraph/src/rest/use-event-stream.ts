import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import { WebSocketServer } from 'ws'
import type { Caller } from '../caller.ts'
import { answerError, answerJson } from '../http/answer.ts'
import { isSameOrigin } from '../http/use-cors.ts'
import { createFrameWriter } from '../live/frame-writer.ts'
import { keepAlive } from '../live/keep-alive.ts'
import type { OpenConnections } from '../live/open-connections.ts'
import { refuseUpgrade } from '../live/refuse-upgrade.ts'
import { callerOf, closeAll } from '../live/serve-websockets.ts'
import { refusalOf } from '../live/socket-refusal.ts'
import type { GatewayPlugin } from '../plugin.ts'
import { canonicalPath } from './canonical-path.ts'
import { type EventStream, TICKET_SECONDS, type Tickets } from './event-stream.ts'

/** What the event stream for old clients is made of. */
export interface EventStreamOptions {
  tickets: Tickets
  stream: EventStream
  connections: OpenConnections
  /** Origins whose pages may connect. */
  origins: readonly string[]
  log: Logger
}

const TICKET_PATH = '/api/v1/auth/ws-ticket'
const NOTHING = Buffer.alloc(0)
const PING_MS = 30_000
const MESSAGE_BYTES_AT_MOST = 512

/**
 * The event stream of the original system: `POST /api/v1/auth/ws-ticket` with a sign-in gives a ticket, good once and
 * for 30 seconds; `/ws?ticket=` then sends each event that the user may hear as `{ type, payload, timestamp }`.
 */
export function useEventStream(options: EventStreamOptions): GatewayPlugin {
  const { tickets, origins, log } = options
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MESSAGE_BYTES_AT_MOST,
  })

  const open = async (request: IncomingMessage, connection: Duplex, head: Buffer): Promise<void> => {
    const { origin, host } = request.headers
    if (origin && !isSameOrigin(origin, host) && !origins.includes(origin))
      return refuseUpgrade(connection, '403 Forbidden')
    const ticket = new URL(request.url ?? '', 'http://gateway').searchParams.get('ticket')
    const signIn = ticket ? await tickets.redeem(ticket) : null
    if (!signIn) return refuseUpgrade(connection, '401 Unauthorized')
    sockets.handleUpgrade(request, connection, head, socket => {
      serve({ ...callerOf(request), ...signIn }, socket, connection)
    })
  }

  const serve = (caller: Caller, socket: Parameters<typeof createFrameWriter>[0], connection: Duplex) => {
    const endings: (() => void)[] = []
    socket.on('error', error => log.debug({ reason: error.message }, 'an event stream broke'))
    socket.once('close', () => {
      for (const end of endings) end()
    })
    try {
      endings.push(
        options.connections.add({
          caller,
          close: (code, reason) => socket.close(code, reason),
          tick: keepAlive(socket, PING_MS),
        }),
      )
      const write = createFrameWriter(socket, connection)
      endings.push(options.stream.join(caller, message => write(NOTHING, message)))
    } catch (error) {
      const { code, reason } = refusalOf(error)
      socket.close(code, reason)
    }
  }

  return {
    async onRequest(exchange) {
      const { method, path, caller, response } = exchange
      if (canonicalPath(path) !== TICKET_PATH) return false
      exchange.route = TICKET_PATH
      if (method !== 'POST') answerError(response, 405, 'METHOD_NOT_ALLOWED', 'Use POST.', { allow: 'POST' })
      else if (!caller.viewer) answerError(response, 401, 'UNAUTHENTICATED', 'Sign in first.')
      else answerJson(response, 200, { ticket: await tickets.issue(caller), expires_in: TICKET_SECONDS })
      return true
    },
    onUpgrade(request, connection, head) {
      if ((request.url ?? '').split('?')[0] !== '/ws') return false
      open(request, connection, head).catch((error: unknown) => {
        log.warn({ err: error }, 'a ticket could not be checked')
        refuseUpgrade(connection, '503 Service Unavailable')
      })
      return true
    },
    onDrain: () => closeAll(sockets),
  }
}
