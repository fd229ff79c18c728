import type { ExecutionArgs } from 'graphql'
import type { Logger } from 'pino'
import { Cancellation } from '../execution/cancellation.ts'
import type { CallHeaders } from '../graphql/call-headers.ts'
import { maskError } from '../graphql/mask-error.ts'
import { contextOf, executable } from '../graphql/use-supergraph.ts'
import { acceptedTypes, mayStream } from '../http/accepted-types.ts'
import type { GatewayPlugin } from '../plugin.ts'
import { answerInParts } from './answer-in-parts.ts'
import { createDeferredSplits } from './keep-splits.ts'
import { mentionsDefer } from './split-deferred.ts'

/** What of `multipart/mixed` the parts are: the proposal of 2022-08-24, which Apollo's clients ask for by this name. */
const PARTS = 'multipart/mixed; boundary="-"; deferSpec=20220824'

/**
 * Answers queries with `@defer` in parts, to clients that accept `multipart/mixed` or `text/event-stream`. Everybody
 * else, every batch and every mutation gets the whole answer at once.
 */
export function useDefer(callHeaders: CallHeaders, log: Logger): GatewayPlugin {
  const split = createDeferredSplits()
  const execute = async (args: ExecutionArgs) => {
    const { caller, supergraph } = contextOf(args)
    const operation = executable(args)
    const { headersFor, rightsKey } = callHeaders(caller, operation.operation.operation)
    // Ends with the stream too, which the client may close without closing the connection.
    const cancellation = new Cancellation()
    const cancel = () => cancellation.cancel()
    caller.cancellation?.onCancel(cancel)
    const call = { headersFor, rightsKey, cancellation }
    const { variables, trafficShare } = operation
    const parts = answerInParts(split(operation), part =>
      supergraph.executor
        .execute({ ...part.operation, variables, trafficShare }, call)
        .catch((error: unknown) => ({ data: null, errors: [maskError(error, caller, log)] })),
    )
    return endingWith(parts, () => {
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
      onResponse({ response }) {
        if (response.headers.get('content-type') === 'multipart/mixed; boundary="-"')
          response.headers.set('content-type', PARTS)
      },
    },
  }
}

async function* endingWith<Part>(
  parts: AsyncGenerator<Part, void>,
  end: () => void,
): AsyncGenerator<Part, void> {
  try {
    yield* parts
  } finally {
    end()
  }
}
