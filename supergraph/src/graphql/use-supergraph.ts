import { type ExecutionArgs, GraphQLError, getOperationAST } from 'graphql'
import type { Logger } from 'pino'
import { NOTHING_DENIED } from '../authorize/denied-fields.ts'
import type { ExecutableOperation } from '../execution/executor.ts'
import type { GatewayPlugin } from '../plugin.ts'
import type { SupergraphSource } from '../schema/supergraph-source.ts'
import { textResult } from './answer-result.ts'
import type { CallHeaders } from './call-headers.ts'
import type { GraphQLContext } from './context.ts'
import { maskError } from './mask-error.ts'

/** Gives each operation the supergraph that is served when it begins, and runs it there. */
export function useSupergraph(
  source: SupergraphSource,
  callHeaders: CallHeaders,
  log: Logger,
): GatewayPlugin {
  const execute = async (args: ExecutionArgs) => {
    const context = contextOf(args)
    const { caller, supergraph } = context
    try {
      const operation = executable(args)
      const { headersFor, rightsKey } = callHeaders(caller, operation.operation.operation)
      const call = {
        headersFor,
        rightsKey: context.isRunAlone ? `${rightsKey} ${caller.requestId}` : rightsKey,
        cancellation: caller.cancellation,
        observer: context.observer,
      }
      const answer = await supergraph.executor.execute(operation, call)
      return textResult(answer, context.answerExtensions)
    } catch (error) {
      return { errors: [maskError(error, caller, log)] }
    }
  }
  return {
    graphql: {
      onEnveloped({ setSchema, context }) {
        if (!context) return
        const own: Partial<GraphQLContext> = context
        own.supergraph = source.current
        setSchema(source.current.schema)
      },
      onExecute({ setExecuteFn }) {
        setExecuteFn(execute)
      },
    },
  }
}

/** The context that envelop hands to execute and subscribe functions. */
export function contextOf(args: ExecutionArgs): GraphQLContext {
  return args.contextValue as GraphQLContext
}

/** The operation that a request means. @throws GraphQLError when the document has no such operation. */
export function executable(args: ExecutionArgs): ExecutableOperation {
  const operation = getOperationAST(args.document, args.operationName)
  if (!operation) {
    const message = args.operationName
      ? `The document has no operation named ${args.operationName}.`
      : 'The document has several operations; say which one to run with operationName.'
    throw new GraphQLError(message, {
      extensions: { code: 'BAD_REQUEST', http: { status: 400, spec: true } },
    })
  }
  return {
    document: args.document,
    operation,
    variables: args.variableValues ?? {},
    denied: contextOf(args).denied ?? NOTHING_DENIED,
    trafficShare: Math.random() * 100,
  }
}
