import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Plugin } from 'graphql-yoga'
import type { Caller } from './caller.ts'
import type { GraphQLContext, ServerContext } from './graphql/context.ts'
import type { OperationRequest } from './graphql/operation-request.ts'
import type { Exchange } from './http/exchange.ts'

/** One concern of the gateway. Plugins act in the order in which the gateway lists them. */
export interface GatewayPlugin {
  /** Sees each HTTP request before GraphQL does. True when it answered; later plugins then do not see it. */
  onRequest?(exchange: Exchange): boolean | Promise<boolean>
  /**
   * Sees each WebSocket when it wants to begin, with the parameters it gave.
   * @throws to refuse it; the message is told to the client.
   */
  onSocket?(caller: Caller, parameters: Record<string, unknown>): void | Promise<void>
  /**
   * Sees each operation that comes over a WebSocket, before it is parsed; over HTTP `onRequest` sees what it comes with.
   * @throws GraphQLError to refuse it
   */
  onSocketOperation?(caller: Caller): void | Promise<void>
  /** Sees each WebSocket that is not for the GraphQL endpoint. True when it took it. */
  onUpgrade?(request: IncomingMessage, connection: Duplex, head: Buffer): boolean
  /**
   * Completes an operation that names its document rather than bringing it, before it is parsed.
   * @throws GraphQLError to refuse it
   */
  onOperation?(request: OperationRequest): OperationRequest | Promise<OperationRequest>
  /** True when `onOperation` wants to see operations that bring their document as well. */
  seesWholeOperations?: boolean
  /** Takes part in parsing, validation and execution; of a document that was found valid before, only in its execution. */
  graphql?: Plugin<GraphQLContext, ServerContext>
  /** Called once when the gateway stops taking requests; those under way go on. Resolves when who is live was sent away. */
  onDrain?(): void | Promise<void>
  /** Called once when the last request ended, or had its time. */
  onStop?(): void | Promise<void>
}
