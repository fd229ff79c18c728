import { type ExecutionArgs, GraphQLError } from 'graphql'
import type { Logger } from 'pino'
import type { Answer, CallContext, ExecutableOperation } from '../execution/executor.ts'
import { textResult } from '../graphql/answer-result.ts'
import type { CallHeaders } from '../graphql/call-headers.ts'
import type { GraphQLContext } from '../graphql/context.ts'
import { maskError } from '../graphql/mask-error.ts'
import { contextOf, executable } from '../graphql/use-supergraph.ts'
import type { GatewayPlugin } from '../plugin.ts'
import { receive } from './receive.ts'
import {
  createSharedSubscriptions,
  type SharedSubscription,
  type SharedSubscriptions,
} from './shared-subscription.ts'
import type { SourceEvent, SubscriptionSource } from './subscription-source.ts'

/** Joins events of the sources with fields of any subgraph, once for all who selected the same with the same rights. */
export function useSubscriptions(
  sources: readonly SubscriptionSource[],
  callHeaders: CallHeaders,
  log: Logger,
  shared: SharedSubscriptions = createSharedSubscriptions(),
): GatewayPlugin {
  const numberOf = createNumbering()

  /** Begins a subscription, or joins the one that others with the same selection and rights have begun. */
  const begin = (
    operation: ExecutableOperation,
    { caller, supergraph }: GraphQLContext,
  ): Promise<SharedSubscription> => {
    const { executor } = supergraph
    refuseDeniedRoot(operation)
    const start = executor.startOf(operation)
    const source = sources.find(({ subgraph }) => subgraph === start.subgraph)
    if (!source) {
      throw new GraphQLError(`The gateway has no source for the events of the subgraph ${start.subgraph}`, {
        extensions: { code: 'NOT_SUPPORTED' },
      })
    }
    const { headersFor, rightsKey } = callHeaders(caller)
    const key = [
      numberOf(executor),
      numberOf(operation.document),
      operation.operation.name?.value ?? '',
      operation.denied.key,
      JSON.stringify(operation.variables),
      rightsKey,
    ].join('\n')
    return shared.at<SourceEvent>(key, {
      open: cancellation => source.subscribe(start, caller.viewer, cancellation),
      async complete(event, cancellation): Promise<Answer> {
        const call: CallContext = { headersFor, rightsKey, cancellation }
        if (!event.data) return { data: 'null', errors: (event.errors ?? []).map(error => error.toJSON()) }
        return executor.completeEvent(operation, event.data, call)
      },
    })
  }

  return {
    graphql: {
      onSubscribe({ setSubscribeFn }) {
        setSubscribeFn(async (args: ExecutionArgs) => {
          const context = contextOf(args)
          try {
            const subscription = await begin(executable(args), context)
            const { deliver, caller } = context
            return deliver ? deliver(subscription) : mapAnswers(receive(subscription, caller.cancellation))
          } catch (error) {
            return { errors: [maskError(error, context.caller, log)] }
          }
        })
      },
    },
    onStop: () => shared.close(),
  }
}

/** A subscription whose root field was denied has no events at all, so that it is refused rather than left silent. */
function refuseDeniedRoot({ operation, denied }: ExecutableOperation): void {
  for (const selection of operation.selectionSet.selections) {
    const reason = selection.kind === 'Field' ? denied.reasons.get(selection) : undefined
    if (reason) throw reason
  }
}

async function* mapAnswers(answers: AsyncIterable<Answer>) {
  for await (const answer of answers) yield textResult(answer)
}

/** Numbers objects in the order in which they are first seen. */
function createNumbering(): (object: object) => number {
  const numbers = new WeakMap<object, number>()
  let last = 0
  return object => {
    let number = numbers.get(object)
    if (number === undefined) {
      number = ++last
      numbers.set(object, number)
    }
    return number
  }
}
