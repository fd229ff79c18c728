import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSubgraphSchema } from '@apollo/subgraph'
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js'
import type { Viewer } from '@orion/common/access/viewer'
import { catalogue, declarationOf } from '@orion/common/events/catalogue'
import { nameOf } from '@orion/common/events/envelope'
import { execute, getArgumentValues, getOperationAST, Kind, parse } from 'graphql'
import type { SubscriptionStart } from '../execution/executor.ts'
import { createLocalClient } from '../execution/fetch/local-client.ts'
import type { SubgraphClient } from '../execution/fetch/subgraph-client.ts'
import { isJsonObject } from '../execution/json.ts'
import { createEventQueue } from '../live/event-queue.ts'
import type { SourceEvent, SubscriptionSource } from '../live/subscription-source.ts'
import { ROOM } from '../room.ts'
import { type FieldArguments, type HeardEvent, SYSTEM_FIELD, valueFor } from './event-fields.ts'
import type { LiveEvents } from './live-events.ts'
import type { MissedEvents } from './missed-events.ts'
import type { SystemChanges } from './system-changes.ts'

/** The in-process subgraph that holds the `Subscription` type, and nothing of its own but references to entities. */
export const NAME = 'events'
const AFTER = 'after'

const schema = buildSubgraphSchema([
  {
    typeDefs: parse(readFileSync(join(ROOM, 'src/events/schema.graphql'), 'utf8')),
    resolvers: {
      Query: {
        eventTypes: () =>
          Object.entries(catalogue).map(([name, { description }]) => ({
            name: `orion.${name}`,
            description,
          })),
      },
    } as GraphQLResolverMap<unknown>,
  },
])

/** Makes the client of the subgraph of live events. */
export function createEventsClient(): SubgraphClient {
  return createLocalClient(NAME, schema)
}

/** Makes the source of the subscriptions that begin at the subgraph of live events. */
export function createEventsSource(
  live: LiveEvents,
  system: SystemChanges,
  readMissed: MissedEvents,
): SubscriptionSource {
  return {
    async subscribe(start, { caller: { viewer }, call: { cancellation } }) {
      const seed = seeder(start, viewer)
      const queue = createEventQueue<SourceEvent>(() => stop())
      const hear = (event: HeardEvent) => {
        const seeded = seed.event(event)
        if (seeded) queue.push(seeded)
      }
      const endings = [live.listen(hear), ...(seed.field === SYSTEM_FIELD ? [system.listen(hear)] : [])]
      const stop = () => {
        for (const end of endings) end()
      }
      cancellation.onCancel(() => queue.end())
      return queue
    },
    resume: {
      argument: AFTER,
      isUsed: start => readStart(start).usesAfter,
      after: start => readStart(start).args.after ?? null,
      async missed(start, after, { caller: { viewer }, call }) {
        const seed = seeder(start, viewer)
        const contentId = seed.args.contentId ?? seed.args.id ?? null
        const headers = () => call.headersFor('pulse')
        const events = await readMissed({ after, viewer, contentId, headers })
        return events.flatMap(event => seed.event(event) ?? [])
      },
    },
  }
}

/** What the first operation of a subscription asks for. */
function readStart({ operation, variables }: SubscriptionStart) {
  const document = parse(operation, { noLocation: true })
  const node = getOperationAST(document)?.selectionSet.selections[0]
  const definition =
    node?.kind === Kind.FIELD ? schema.getSubscriptionType()?.getFields()[node.name.value] : undefined
  if (node?.kind !== Kind.FIELD || !definition) throw new Error(`No field of a subscription: ${operation}`)
  const args: FieldArguments = getArgumentValues(definition, node, variables)
  const usesAfter = node.arguments?.some(({ name }) => name.value === AFTER) ?? false
  return { document, field: definition.name, args, usesAfter }
}

/** Makes of each event what the source knows of it; null when it is not for this subscription and viewer. */
function seeder(start: SubscriptionStart, viewer: Viewer | null) {
  const { document, field, args } = readStart(start)
  return {
    field,
    args,
    event(event: HeardEvent): SourceEvent | null {
      const value = valueFor(field, event, args, viewer)
      if (!value) return null
      const rootValue = { [field]: value }
      const result = execute({ schema, document, rootValue, variableValues: start.variables })
      if (result instanceof Promise) throw new Error('Events are executed in one go')
      const { data, errors = [] } = result
      return {
        id: isKept(event) ? event.id : null,
        data: isJsonObject(data) ? data : null,
        traceparent: 'traceparent' in event ? (event.traceparent ?? null) : null,
        errors: errors.map(error => error.toJSON()),
      }
    },
  }
}

/** Whether a client can resume after an event; how far a stage is, for instance, is told once and kept nowhere. */
function isKept(event: HeardEvent): boolean {
  return 'specversion' in event && declarationOf(nameOf(event)).delivery === 'durable'
}
