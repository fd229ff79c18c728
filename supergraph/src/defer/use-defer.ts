import type { ExecutionArgs } from 'graphql'
import type { Logger } from 'pino'
import { Cancellation } from '../execution/cancellation.ts'
import type { CallHeaders } from '../graphql/call-headers.ts'
import { maskError } from '../graphql/mask-error.ts'
import { contextOf, executable } from '../graphql/use-supergraph.ts'
import { acceptedTypes, mayStream } from '../http/accepted-types.ts'
import type { GatewayPlugin } from '../plugin.ts'
import { type AnswerPart, answerInParts } from './answer-in-parts.ts'
import { createDeferredSplits } from './keep-splits.ts'
import { partFormat } from './part-formats.ts'
import { mentionsDefer } from './split-deferred.ts'

/**
 * Answers queries with `@defer` in parts, to clients that accept `multipart/mixed` or `text/event-stream`. Everybody
 * else, every batch and every mutation gets the whole answer at once.
 */
export function useDefer(callHeaders: CallHeaders, log: Logger): GatewayPlugin {
  const split = createDeferredSplits()
  const execute = async (args: ExecutionArgs) => {
    const { caller, supergraph, observer, isRunAlone } = contextOf(args)
    const operation = executable(args)
    const { headersFor, rightsKey } = callHeaders(caller, operation.operation.operation)
    // Ends with the stream too, which the client may close without closing the connection.
    const cancellation = new Cancellation()
    const cancel = () => cancellation.cancel()
    caller.cancellation?.onCancel(cancel)
    const sharing = isRunAlone ? `${rightsKey} ${caller.requestId}` : rightsKey
    const call = { headersFor, rightsKey: sharing, cancellation, observer }
    const parts = answerInParts(split(operation), (part, within) =>
      supergraph.executor
        .executePart(part, operation, call, within)
        .catch((error: unknown) => ({ answer: { data: null, errors: [maskError(error, caller, log)] } })),
    )
    const write = partFormat(caller.headers.accept).begin()
    return writtenParts(parts, write, () => {
      caller.cancellation?.forget(cancel)
      cancel()
    })
  }
  return {
    graphql: {
      onExecute({ args, setExecuteFn }) {
        const { caller, isBatch } = args.contextValue
        if (isBatch || !mayStream(acceptedTypes(caller.headers.accept ?? ''))) return
        if (mentionsDefer(args.document) && executable(args).operation.operation === 'query')
          setExecuteFn(execute)
      },
      onResponse({ response, serverContext: { caller } }) {
        const type = response.headers.get('content-type')
        if (type !== 'multipart/mixed; boundary="-"') return
        response.headers.set('content-type', `${type}; ${partFormat(caller.headers.accept).parameter}`)
      },
    },
  }
}

async function* writtenParts(
  parts: AsyncGenerator<AnswerPart, void>,
  write: (part: AnswerPart) => object,
  end: () => void,
): AsyncGenerator<object, void> {
  try {
    for await (const part of parts) yield write(part)
  } finally {
    end()
  }
}
