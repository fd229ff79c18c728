import {
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
} from 'graphql'
import type { ServerOptions } from 'graphql-ws'
import type { WebSocket } from 'ws'
import type { Caller } from '../caller.ts'
import { publicError, type TextResult } from '../graphql/answer-result.ts'
import type { GraphQLContext } from '../graphql/context.ts'
import type { GraphQLServer } from '../graphql/create-yoga.ts'
import { type FindOperation, isWhole } from '../graphql/find-operation.ts'
import type { OperationRequest } from '../graphql/operation-request.ts'
import type { GatewayPlugin } from '../plugin.ts'
import { deliverFrames } from './deliver-frames.ts'
import type { FrameWriter } from './frame-writer.ts'
import { refusalOf } from './socket-refusal.ts'

/** What a WebSocket brings to its operations. */
export interface SocketExtra extends Record<PropertyKey, unknown> {
  socket: WebSocket
  caller: Caller
  write: FrameWriter
  /** Takes it out of the open connections; present once it was admitted. */
  forget?: () => void
}

/** How operations run that come over WebSockets. */
export interface SocketOperations {
  yoga: GraphQLServer
  findOperation: FindOperation | null
  plugins: readonly GatewayPlugin[]
  /** Operations that one socket may have under way. Default 100. */
  maxOperations?: number
}

/**
 * What the gateway does at each step of the graphql-transport-ws protocol.
 * @param admit decides about a socket that wants to begin; throws to refuse it
 */
export function socketProtocol(
  { yoga, findOperation, plugins, maxOperations = 100 }: SocketOperations,
  admit: (extra: SocketExtra, parameters: Record<string, unknown>) => Promise<void>,
): ServerOptions<Record<string, unknown>, SocketExtra> {
  return {
    async onConnect({ extra, connectionParams }) {
      try {
        await admit(extra, connectionParams ?? {})
        return true
      } catch (error) {
        const { code, reason } = refusalOf(error)
        extra.socket.close(code, reason)
        return true
      }
    },
    async onSubscribe({ extra, subscriptions }, id, payload) {
      // Messages that came before the socket was closed count no longer.
      if (!extra.forget) return [new GraphQLError('The connection was refused')]
      if (Object.keys(subscriptions).length > maxOperations) {
        return [
          new GraphQLError(`One connection may have ${maxOperations} operations under way`, {
            extensions: { code: 'TOO_MANY_OPERATIONS' },
          }),
        ]
      }
      const deliver: GraphQLContext['deliver'] = subscription => deliverFrames(subscription, extra.write, id)
      return prepare({ yoga, findOperation, plugins }, { caller: extra.caller, deliver }, payload)
    },
    execute: args => rootOf(args).execute(args),
    subscribe: args => rootOf(args).subscribe(args),
    onNext: (_context, _id, _payload, _args, result) => asObject(result),
    onError: (_context, _id, _payload, errors) => errors.map(publicError),
  }
}

/** The parts of envelop that one operation runs with. */
interface OperationRoot {
  execute(args: ExecutionArgs): Promise<ExecutionResult>
  subscribe(args: ExecutionArgs): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult>
}

async function prepare(
  { yoga, findOperation, plugins }: Omit<SocketOperations, 'maxOperations'>,
  given: Pick<GraphQLContext, 'caller' | 'deliver'>,
  asked: OperationRequest,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  try {
    for (const plugin of plugins) await plugin.onSocketOperation?.(given.caller)
    const needsSearch = findOperation && !(findOperation.skipsWhole && asked.query && isWhole(asked))
    const params = needsSearch ? await findOperation(asked) : asked
    const context = { ...given, params } as GraphQLContext
    const { schema, parse, validate, execute, subscribe, contextFactory } = yoga.getEnveloped(context)
    const document = parse(params.query ?? '')
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

/** The result as it is sent: read back where it exists as text, which only queries over a WebSocket need. */
function asObject(result: ExecutionResult | TextResult): ExecutionResult | FormattedExecutionResult {
  if ('stringify' in result && result.stringify) return JSON.parse(result.stringify())
  return result.errors ? { ...result, errors: result.errors.map(publicError) } : result
}
