import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSubgraphSchema } from '@apollo/subgraph'
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js'
import type { Viewer } from '@orion/common/access/viewer'
import { catalogue, type EventName } from '@orion/common/events/catalogue'
import type { Envelope } from '@orion/common/events/envelope'
import { type ExecutionResult, GraphQLError, type GraphQLSchema, parse, subscribe } from 'graphql'
import type { Cancellation } from '../execution/cancellation.ts'
import { createLocalClient } from '../execution/fetch/local-client.ts'
import type { SubgraphClient } from '../execution/fetch/subgraph-client.ts'
import type { SourceEvent, SubscriptionSource } from '../live/subscription-source.ts'
import { ROOM } from '../room.ts'
import type { LiveEvents } from './live-events.ts'
import { mayHear } from './may-hear.ts'
import { pipelineEventOf } from './pipeline-event.ts'

/** The in-process subgraph that holds the `Subscription` type, and nothing of its own but references to entities. */
export interface EventsSubgraph {
  client: SubgraphClient
  source: SubscriptionSource
}

const NAME = 'events'

interface SubscriptionContext {
  live: LiveEvents
  viewer: Viewer | null
  cancellation: Cancellation
}

/** Makes the subgraph of live events. */
export function createEventsSubgraph(live: LiveEvents): EventsSubgraph {
  const schema = buildEventsSchema()
  return {
    client: createLocalClient(NAME, schema),
    source: {
      subgraph: NAME,
      async subscribe(start, viewer, cancellation) {
        const contextValue: SubscriptionContext = { live, viewer, cancellation }
        const result = await subscribe({
          schema,
          document: parse(start.operation),
          variableValues: start.variables,
          contextValue,
        })
        if (Symbol.asyncIterator in result) return copied(result)
        throw result.errors?.[0] ?? new GraphQLError('The subscription could not begin')
      },
    },
  }
}

function buildEventsSchema(): GraphQLSchema {
  const typeDefs = parse(readFileSync(join(ROOM, 'src/events/schema.graphql'), 'utf8'))
  const resolvers = {
    Query: {
      eventTypes: () =>
        Object.entries(catalogue).map(([name, { description }]) => ({ name: `orion.${name}`, description })),
    },
    Subscription: {
      pipelineEvents: field<{ contentId?: string }>((event, { contentId }) => {
        const pipelineEvent = pipelineEventOf(event)
        return pipelineEvent && (!contentId || pipelineEvent.content?.id === contentId) ? pipelineEvent : null
      }),
      contentUpdated: field<{ id?: string }>((event, { id }) => {
        if (isOf(event, 'pipeline.progress', 'cost.recorded') || !('contentId' in event.data)) return null
        const contentId = event.data.contentId
        return contentId && (!id || id === contentId) ? { id: contentId } : null
      }),
      trendDetected: field(event => (isOf(event, 'trend.detected') ? { id: event.data.trendId } : null)),
      renderProgress: field<{ contentId?: string }>((event, { contentId }) => {
        if (!isOf(event, 'pipeline.progress')) return null
        const { data } = event
        if (!data.renderId || (contentId && contentId !== data.contentId)) return null
        return {
          content: { id: data.contentId },
          render: { id: data.renderId },
          step: data.stage,
          progress: data.renderProgress ?? data.progress,
        }
      }),
      notificationReceived: field((event, _args, viewer) => {
        if (!isOf(event, 'notification.created') || event.data.userId !== viewer?.userId) return null
        return { id: event.data.notificationId }
      }),
    },
  }
  return buildSubgraphSchema([{ typeDefs, resolvers: resolvers as GraphQLResolverMap<unknown> }])
}

/** A subscription field: the value that an event has for it, or null when the event is not for this subscriber. */
function field<Args extends object>(
  toValue: (event: Envelope, args: Args, viewer: Viewer | null) => object | null,
) {
  return {
    async *subscribe(_root: unknown, args: Args, { live, viewer, cancellation }: SubscriptionContext) {
      const events = live.listen()
      const stop = () => void events.return?.()
      cancellation.onCancel(stop)
      try {
        for await (const event of events) {
          if (!mayHear(viewer, event.audience)) continue
          const value = toValue(event, args, viewer)
          if (value) yield value
        }
      } finally {
        cancellation.forget(stop)
        stop()
      }
    },
    resolve: (value: object) => value,
  }
}

function isOf<Name extends EventName>(event: Envelope, ...names: Name[]): event is Envelope<Name> {
  return names.some(name => event.type === `orion.${name}`)
}

/** Each event's data as a copy of its own, since the answer is completed in it. */
async function* copied(results: AsyncIterable<ExecutionResult>): AsyncGenerator<SourceEvent> {
  for await (const { data, errors } of results) yield { data: structuredClone(data), errors }
}
