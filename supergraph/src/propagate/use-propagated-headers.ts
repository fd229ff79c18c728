import type { ServerResponse } from 'node:http'
import { getOperationAST } from 'graphql'
import { bothObservers } from '../execution/run-observer.ts'
import { contextOf } from '../graphql/use-supergraph.ts'
import type { GatewayPlugin } from '../plugin.ts'
import { collectHeaders, type PropagatedHeaders } from './propagated-headers.ts'

/**
 * Hands headers of the subgraphs' answers on to the client. What one client is told is for nobody else: runs are then not
 * shared with identical ones. Answers in parts, and those over WebSockets, have no headers that come in time.
 * @param names of the headers, in lower case
 * @param forwarded names of the client's headers that subgraphs get: answers that may be kept vary with them
 */
export function usePropagatedHeaders(names: readonly string[], forwarded: readonly string[]): GatewayPlugin {
  // By response, since a batch has several operations for one.
  const collected = new WeakMap<ServerResponse, PropagatedHeaders>()
  const vary = names.includes('cache-control') ? ['accept', 'origin', ...forwarded].join(', ') : null
  return {
    graphql: {
      onExecute({ args }) {
        const context = contextOf(args)
        const { response, deliver } = context
        if (deliver) return undefined
        const headers = collected.get(response) ?? collectHeaders(names)
        collected.set(response, headers)
        if (getOperationAST(args.document, args.operationName)?.operation !== 'query') headers.forbidCaching()
        context.isRunAlone = true
        context.observer = bothObservers(context.observer, {
          planned() {},
          fetching: () => ({ headers: {}, ended: (_outcome, answered) => headers.add(answered) }),
        })
        return {
          onExecuteDone({ result }) {
            if (!('data' in result) || result.errors) headers.forbidCaching()
            if (response.headersSent) return
            headers.writeTo(response)
            if (vary) response.setHeader('vary', vary)
          },
        }
      },
    },
  }
}
