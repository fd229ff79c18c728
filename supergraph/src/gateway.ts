import { createServer, type Server } from 'node:http'
import { isIPv6 } from 'node:net'
import type { Logger } from 'pino'
import { piecesReceived } from './execution/fetch/http-exchange.ts'
import { createGraphQLServer } from './graphql/create-yoga.ts'
import { createFindOperation } from './graphql/find-operation.ts'
import { createKnownDocuments } from './graphql/known-documents.ts'
import { GRAPHQL_PATH } from './graphql/path.ts'
import { createRepeater } from './graphql/repeat-operation.ts'
import { createPostServer } from './graphql/serve-post.ts'
import { answerError } from './http/answer.ts'
import { type Exchange, openExchange } from './http/exchange.ts'
import { createStartQueue } from './http/start-queue.ts'
import { createOpenConnections, type OpenConnections, SOCKET_CLOSE } from './live/open-connections.ts'
import { serveWebSockets } from './live/serve-websockets.ts'
import type { GatewayPlugin } from './plugin.ts'

/** What a gateway is made of. */
export interface GatewayOptions {
  /** The concerns, in the order in which a request meets them. */
  plugins: readonly GatewayPlugin[]
  log: Logger
  /** Default 127.0.0.1. */
  host?: string
  /** 0 takes a free one. */
  port: number
  /** The live connections. */
  connections?: OpenConnections
}

/** A gateway that takes requests. */
export interface Gateway {
  url: string
  port: number
  /** Stops taking requests, lets those under way end, and sends live clients to another gateway. */
  stop(): Promise<void>
}

/** How long requests under way may take once the gateway stops. */
const GRACE_MS = 10_000
/** How long a request may take to arrive as a whole; answers may take longer. */
const REQUEST_MS = 300_000
/** Between looks for connections whose last answer ended meanwhile. */
const SWEEP_MS = 50

/**
 * Starts a gateway. The way of a request: the plugins in their order, then GraphQL, whose own steps (parse, validate,
 * authorize, execute) the same plugins take part in.
 * @throws when the port is taken.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { plugins, log, host = '127.0.0.1', connections = createOpenConnections() } = options
  const findOperation = createFindOperation(plugins)
  const known = createKnownDocuments()
  const yoga = createGraphQLServer(GRAPHQL_PATH, plugins, findOperation, known, log)
  const onRequest = plugins.flatMap(plugin => (plugin.onRequest ? [plugin.onRequest.bind(plugin)] : []))

  const mayBegin = createStartQueue(piecesReceived)
  const servePost = createPostServer(yoga, createRepeater(yoga, plugins, known, findOperation, log), log)
  const handle = async (exchange: Exchange): Promise<void> => {
    for (const step of onRequest) {
      const answered = step(exchange)
      if (answered === true || (answered !== false && (await answered))) return
    }
    // Only this spelling: limits of bodies and calls are by the path, and yoga would take others too.
    if (exchange.path === GRAPHQL_PATH) {
      exchange.route = GRAPHQL_PATH
      await mayBegin()
      const { request, response, caller } = exchange
      if (!(await servePost(exchange))) await yoga(request, response, { caller, response })
    } else
      answerError(exchange.response, 404, 'NOT_FOUND', `There is no ${exchange.method} ${exchange.path}.`)
  }

  const server = createServer((request, response) => {
    const exchange = openExchange(request, response)
    handle(exchange).catch((error: unknown) => {
      const line = { err: error, path: exchange.path, requestId: exchange.caller.requestId }
      if (response.destroyed) log.debug(line, 'a client left before its request ended')
      else log.error(line, 'a request failed')
      if (response.headersSent) response.destroy()
      else
        answerError(
          response,
          500,
          'INTERNAL_SERVER_ERROR',
          `The log tells more under the request id ${exchange.caller.requestId}.`,
        )
    })
  })
  server.keepAliveTimeout = 65_000
  server.headersTimeout = 10_000
  server.requestTimeout = REQUEST_MS
  const closeSockets = serveWebSockets(server, {
    path: GRAPHQL_PATH,
    yoga,
    findOperation,
    plugins,
    connections,
    log,
  })
  const port = await listen(server, host, options.port)

  const stop = async () => {
    const closed = new Promise<void>(resolve => server.close(() => resolve()))
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
    let timer: NodeJS.Timeout | undefined
    const graceEnded = new Promise<void>(resolve => {
      timer = setTimeout(resolve, GRACE_MS)
    })
    connections.close(() => true, SOCKET_CLOSE.goingAway, 'Going away')
    await Promise.all([closeSockets(), ...plugins.map(plugin => plugin.onDrain?.())])
    await Promise.race([closed, graceEnded])
    clearTimeout(timer)
    clearInterval(sweep)
    server.closeAllConnections()
    for (const plugin of plugins) await plugin.onStop?.()
  }
  let stopping: Promise<void> | null = null
  return {
    url: addressOf(host, port),
    port,
    stop: () => (stopping ??= stop()),
  }
}

/** The address of a server that listens at a host, which may be an IPv6 address. */
export const addressOf = (host: string, port: number) => `http://${isIPv6(host) ? `[${host}]` : host}:${port}`

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      reject(
        taken
          ? new Error(`Port ${port} on ${host} is taken; choose another one with PORT or --port.`)
          : error,
      )
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}
