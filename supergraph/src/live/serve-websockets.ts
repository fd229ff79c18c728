import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type ExecutionArgs, type ExecutionResult, GraphQLError } from 'graphql'
import type { ServerOptions } from 'graphql-ws'
import { useServer } from 'graphql-ws/use/ws'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Caller } from '../caller.ts'
import type { TextResult } from '../graphql/answer-result.ts'
import type { GraphQLContext } from '../graphql/context.ts'
import type { GraphQLServer } from '../graphql/create-yoga.ts'
import type { GatewayPlugin } from '../plugin.ts'
import { deliverFrames } from './deliver-frames.ts'
import { type OpenSockets, SOCKET_CLOSE } from './open-sockets.ts'

/** How WebSockets are served. */
export interface WebSocketOptions {
  /** Path of the GraphQL endpoint. */
  path: string
  yoga: GraphQLServer
  plugins: readonly GatewayPlugin[]
  sockets: OpenSockets
  /** Longest message of a client. Default 1 MiB. */
  maxMessageBytes?: number
  /** Operations that one socket may have under way. Default 100. */
  maxOperations?: number
  /** Between pings; a client that answers none until the next one is dropped. Default 12,000 ms. */
  keepAliveMs?: number
}

interface SocketExtra extends Record<PropertyKey, unknown> {
  socket: WebSocket
  request: IncomingMessage
  caller?: Caller
  forget?: () => void
}

/** Serves operations over WebSockets by the graphql-transport-ws protocol. @returns what closes all of them in order */
export function serveWebSockets(server: Server, options: WebSocketOptions): () => Promise<void> {
  const { path, plugins, sockets, maxOperations = 100 } = options
  const webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: options.maxMessageBytes ?? 1024 * 1024,
  })
  const protocol: ServerOptions<Record<string, unknown>, SocketExtra> = {
    async onConnect({ extra, connectionParams }) {
      const caller = callerOf(extra.request)
      try {
        for (const plugin of plugins) await plugin.onSocket?.(caller, connectionParams ?? {})
      } catch (error) {
        extra.socket.close(SOCKET_CLOSE.forbidden, reasonOf(error))
        return undefined
      }
      extra.caller = caller
      extra.forget = sockets.add({ caller, close: (code, reason) => extra.socket.close(code, reason) })
      return true
    },
    onClose({ extra }) {
      extra.forget?.()
    },
    async onSubscribe({ extra, subscriptions }, id, payload) {
      if (!extra.caller) return [new GraphQLError('The connection was refused')]
      if (Object.keys(subscriptions).length > maxOperations) {
        return [new GraphQLError(`One connection may have ${maxOperations} operations under way`)]
      }
      return prepare(
        options.yoga,
        { caller: extra.caller, deliver: shared => deliverFrames(shared, extra.socket, id) },
        payload,
      )
    },
    execute: args => rootOf(args).execute(args),
    subscribe: args => rootOf(args).subscribe(args),
    onNext: (_context, _id, _payload, _args, result) => asObject(result),
  }
  const running = useServer(protocol, webSockets, options.keepAliveMs)

  server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    const [requested] = (request.url ?? '').split('?')
    if (requested === path) {
      webSockets.handleUpgrade(request, connection, head, socket =>
        webSockets.emit('connection', socket, request),
      )
    } else connection.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n')
  })
  return async () => {
    await running.dispose()
  }
}

/** The parts of envelop that one operation runs with. */
interface OperationRoot {
  execute(args: ExecutionArgs): Promise<ExecutionResult>
  subscribe(args: ExecutionArgs): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult>
}

async function prepare(
  yoga: WebSocketOptions['yoga'],
  given: Pick<GraphQLContext, 'caller' | 'deliver'>,
  params: { query: string; operationName?: string | null; variables?: Record<string, unknown> | null },
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const context = { ...given, params } as GraphQLContext
  const { schema, parse, validate, execute, subscribe, contextFactory } = yoga.getEnveloped(context)
  try {
    const document = parse(params.query)
    const problems = validate(schema, document)
    if (problems.length > 0) return problems
    const rootValue: OperationRoot = { execute, subscribe }
    return {
      schema,
      document,
      rootValue,
      operationName: params.operationName,
      variableValues: params.variables,
      contextValue: await contextFactory(),
    }
  } catch (error) {
    if (error instanceof GraphQLError) return [error]
    throw error
  }
}

function rootOf({ rootValue }: { rootValue?: unknown }): OperationRoot {
  return rootValue as OperationRoot
}

/** A result that exists as text, read back: only queries over a WebSocket need it. */
function asObject(result: ExecutionResult | TextResult): ExecutionResult | undefined {
  return 'stringify' in result && result.stringify ? JSON.parse(result.stringify()) : undefined
}

function callerOf(request: IncomingMessage): Caller {
  return {
    viewer: null,
    expiresAt: null,
    requestId: '',
    traceparent: null,
    ip: request.socket.remoteAddress ?? '',
    headers: request.headers,
    cancellation: undefined,
  }
}

/** A close reason may have 123 bytes. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : 'Forbidden'
  return Buffer.byteLength(message) <= 123 ? message : 'Forbidden'
}
