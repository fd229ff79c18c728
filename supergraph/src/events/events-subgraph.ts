import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSubgraphSchema } from '@apollo/subgraph'
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js'
import type { Viewer } from '@orion/common/access/viewer'
import { catalogue, declarationOf } from '@orion/common/events/catalogue'
import { nameOf } from '@orion/common/events/envelope'
import { readPage } from '@orion/common/graphql/connection'
import { mutationPayload } from '@orion/common/graphql/user-errors'
import { execute, getArgumentValues, getOperationAST, Kind, parse } from 'graphql'
import type { CallContext, SubscriptionStart } from '../execution/executor.ts'
import { createLocalClient } from '../execution/fetch/local-client.ts'
import type { SubgraphClient } from '../execution/fetch/subgraph-client.ts'
import { isJsonObject } from '../execution/json.ts'
import { createEventQueue } from '../live/event-queue.ts'
import type { SourceEvent, SubscriptionSource } from '../live/subscription-source.ts'
import { ROOM } from '../room.ts'
import type { DeadLetterFilter, DeadLetters } from './dead-letters.ts'
import { type FieldArguments, type HeardEvent, SYSTEM_FIELD, valueFor } from './event-fields.ts'
import type { LiveEvents } from './live-events.ts'
import type { MissedEvents } from './missed-events.ts'
import type { SystemChanges } from './system-changes.ts'

/**
 * The in-process subgraph of what concerns the whole system: the `Subscription` type, which holds nothing but references to
 * entities, and the dead letters of all services.
 */
export const NAME = 'events'
const AFTER = 'after'

const typeDefs = parse(readFileSync(join(ROOM, 'src/events/schema.graphql'), 'utf8'))
const schema = buildSubgraphSchema({ typeDefs })

interface DeadLettersArguments {
  first?: number | null
  after?: string | null
  filter?: DeadLetterFilter | null
}

/** Makes the client of the subgraph. */
export function createEventsClient(deadLetters: DeadLetters): SubgraphClient {
  const resolvers: GraphQLResolverMap<CallContext> = {
    Query: {
      eventTypes: () =>
        Object.entries(catalogue).map(([name, { description }]) => ({ name: `orion.${name}`, description })),
      deadLetters: (_: unknown, args: DeadLettersArguments, { headersFor }) =>
        deadLetters.page(readPage(args), args.filter ?? {}, headersFor),
    },
    Mutation: {
      replayDeadLetter: (_: unknown, { input }: { input: { id: string } }, { headersFor }) =>
        mutationPayload({ deadLetter: null }, async () => ({
          deadLetter: await deadLetters.replay(input.id, headersFor),
        })),
    },
  }
  return createLocalClient(NAME, buildSubgraphSchema([{ typeDefs, resolvers }]))
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
