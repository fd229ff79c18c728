import { type ExecutionArgs, GraphQLError } from 'graphql'
import type { Logger } from 'pino'
import { countedAs } from '../caller.ts'
import { Cancellation } from '../execution/cancellation.ts'
import type { ExecutableOperation } from '../execution/executor.ts'
import type { CallHeaders } from '../graphql/call-headers.ts'
import type { GraphQLContext } from '../graphql/context.ts'
import { maskError } from '../graphql/mask-error.ts'
import { contextOf, executable } from '../graphql/use-supergraph.ts'
import { acceptedTypes } from '../http/accepted-types.ts'
import type { GatewayPlugin } from '../plugin.ts'
import { answerInPayloads, takesPayloads } from './multipart-answers.ts'
import { createOpenConnections, type OpenConnections, TooManyConnectionsError } from './open-connections.ts'
import { resume } from './resume.ts'
import { resumeVariable } from './resume-variable.ts'
import {
  createSharedSubscriptions,
  type SharedSubscriptions,
  type Subscription,
  TooManySubscriptionsError,
} from './shared-subscription.ts'
import { streamAnswers } from './stream-answers.ts'
import type { SubscriptionSource } from './subscription-source.ts'

/** What subscriptions are made of. */
export interface SubscriptionOptions {
  /** The source of the subscriptions that begin at a subgraph. */
  sourceOf(subgraph: { name: string; url: string }): SubscriptionSource
  callHeaders: CallHeaders
  log: Logger
  shared?: SharedSubscriptions
  connections?: OpenConnections
}

/** Joins events of the sources with fields of any subgraph, once for all who selected the same with the same rights. */
export function useSubscriptions({
  sourceOf,
  callHeaders,
  log,
  shared = createSharedSubscriptions(),
  connections = createOpenConnections(),
}: SubscriptionOptions): GatewayPlugin {
  const numberOf = createNumbering()

  /** Begins a subscription, or joins the one that others with the same selection and rights have begun. */
  const begin = async (
    operation: ExecutableOperation,
    { caller, supergraph, watchEvent }: GraphQLContext,
  ): Promise<Subscription> => {
    const { executor, subgraphs } = supergraph
    refuseDeniedRoot(operation)
    const start = await executor.startOf(operation)
    const source = sourceOf({
      name: start.subgraph,
      url: subgraphs.find(({ name }) => name === start.subgraph)?.url ?? '',
    })
    const rights = callHeaders(caller)
    const key = [
      numberOf(executor),
      numberOf(operation.document),
      operation.operation.name?.value ?? '',
      operation.denied.key,
      JSON.stringify(sharedVariables(operation, source)),
      rights.rightsKey,
    ].join('\n')
    const subscription = await shared.at(key, countedAs(caller), {
      open: cancellation => source.subscribe(start, { caller, call: { ...rights, cancellation } }),
      async complete(event, cancellation) {
        const watch = watchEvent?.(event)
        let hasErrors = true
        try {
          const call = { ...rights, cancellation, observer: watch?.observer }
          const answer = await executor.completeEvent(operation, event, call)
          hasErrors = answer.errors.length > 0
          return answer
        } finally {
          watch?.ended(hasErrors)
        }
      },
      tellsIds: source.resume?.isUsed(start) ?? false,
      failed: error => ({ data: null, errors: [maskError(error, caller, log).toJSON()] }),
    })
    const after = source.resume?.after(start) ?? null
    if (!source.resume || after === null) return subscription
    const { missed } = source.resume
    const cancellation = caller.cancellation ?? new Cancellation()
    return resume(subscription, () => missed(start, after, { caller, call: { ...rights, cancellation } }))
  }

  return {
    graphql: {
      onResultProcess: answerInPayloads,
      onSubscribe({ setSubscribeFn }) {
        setSubscribeFn(async (args: ExecutionArgs) => {
          const context = contextOf(args)
          const { deliver, caller, response } = context
          if (!deliver && !mayTell(context)) return { errors: [notStreamed()] }
          try {
            const subscription = await begin(executable(args), context)
            if (deliver) return deliver(subscription)
            return asResults(streamAnswers(subscription, { caller, response }, connections))
          } catch (error) {
            return { errors: [maskError(refusalOf(error), caller, log)] }
          }
        })
      },
    },
    onStop: () => shared.close(),
  }
}

/** True when the client of an HTTP request takes answers one after the other. */
function mayTell({ caller, isBatch }: GraphQLContext): boolean {
  const { accept = '' } = caller.headers
  return !isBatch && (acceptedTypes(accept).includes('text/event-stream') || takesPayloads(accept))
}

/** Refused before it begins: nobody would take what it tells. */
function notStreamed(): GraphQLError {
  return new GraphQLError(
    'Subscriptions are told over WebSockets (graphql-transport-ws), or, not in a batch, to who accepts text/event-stream or multipart/mixed;subscriptionSpec=1.0.',
    { extensions: { code: 'NOT_ACCEPTABLE', http: { status: 406 } } },
  )
}

function refusalOf(error: unknown): unknown {
  if (error instanceof TooManyConnectionsError)
    return new GraphQLError(error.message, { extensions: { code: 'TOO_MANY_CONNECTIONS' } })
  if (error instanceof TooManySubscriptionsError)
    return new GraphQLError(error.message, { extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } })
  return error
}

function sharedVariables(
  { document, operation, variables }: ExecutableOperation,
  source: SubscriptionSource,
) {
  const name = source.resume ? resumeVariable(document, operation, source.resume.argument) : null
  if (name === null) return variables
  const { [name]: _, ...others } = variables
  return others
}

/** A subscription whose root field was denied has no events at all, so that it is refused rather than left silent. */
function refuseDeniedRoot({ operation, denied }: ExecutableOperation): void {
  for (const selection of operation.selectionSet.selections) {
    const reason = selection.kind === 'Field' ? denied.reasons.get(selection) : undefined
    if (reason) throw reason
  }
}

async function* asResults(answers: ReturnType<typeof streamAnswers>) {
  for await (const { text } of answers) yield { data: undefined, stringify: () => text }
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
