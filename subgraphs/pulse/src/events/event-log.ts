import {
  type Connection,
  connectionOf,
  type Page,
  type Position,
  readPosition,
  type Viewer,
} from '@orion/common'
import { PERSONAL_EVENT, unheardTypes } from '@orion/common/events/may-hear'
import { z } from 'zod'
import type { Client } from '../database.ts'
import type { Event } from '../generated/prisma/client.ts'

/** Which events to list; everything given must hold. */
export interface EventFilter {
  /** Any of these, as on the wire. */
  types?: readonly string[]
  contentId?: string
  /** The service that told it. */
  service?: string
  since?: Date
}

const positionOf = (event: Event) => ({ value: Number(event.sequence), id: event.id })
const sequenceOf = (after: Position) => BigInt(readPosition(after, z.int()).value)

/**
 * Viewers see what is about their own contents, and admins everybody's; notifications are their recipient's alone, and what
 * needs a right of its own is seen by nobody without it.
 */
function visibleTo(viewer: Viewer) {
  const { role, userId: ownerId } = viewer
  const mine = role === 'ADMIN' ? { OR: [{ type: { not: PERSONAL_EVENT } }, { ownerId }] } : { ownerId }
  return { AND: [mine, { type: { notIn: unheardTypes(viewer) } }] }
}

/** The event log, newest first, as far as the viewer may see it; notifications only when asked for. */
export async function listEvents(
  client: Client,
  page: Page,
  filter: EventFilter,
  viewer: Viewer,
): Promise<Connection<Event>> {
  const rows = await client.event.findMany({
    where: {
      ...visibleTo(viewer),
      type: filter.types ? { in: [...filter.types] } : { not: PERSONAL_EVENT },
      ...(filter.contentId ? { contentId: filter.contentId } : {}),
      ...(filter.service ? { source: `/orion/${filter.service}` } : {}),
      ...(filter.since ? { time: { gte: filter.since } } : {}),
      ...(page.after ? { sequence: { lt: sequenceOf(page.after) } } : {}),
    },
    orderBy: { sequence: 'desc' },
    take: page.first + 1,
  })
  return connectionOf(rows, page, positionOf)
}

/** The events among these ids that the viewer may see. */
export async function findVisibleEvents(
  client: Client,
  ids: readonly string[],
  viewer: Viewer,
): Promise<Map<string, Event>> {
  const events = await client.event.findMany({
    where: { id: { in: [...ids] }, ...visibleTo(viewer) },
  })
  return new Map(events.map(event => [event.id, event]))
}

/** What happened to each of these contents, oldest first: the same page of each, read at once. */
export async function readTimelines(
  client: Client,
  contentIds: readonly string[],
  page: Page,
): Promise<Map<string, Connection<Event>>> {
  const after = page.after ? sequenceOf(page.after) : 0n
  const sequences = await client.$queryRaw<{ sequence: bigint }[]>`
    SELECT entry.sequence FROM unnest(${contentIds}::uuid[]) AS content(id)
    CROSS JOIN LATERAL (
      SELECT sequence FROM events WHERE content_id = content.id AND sequence > ${after}
      ORDER BY sequence LIMIT ${page.first + 1}
    ) AS entry`
  const events = await client.event.findMany({
    where: { sequence: { in: sequences.map(({ sequence }) => sequence) } },
    orderBy: { sequence: 'asc' },
  })
  return new Map(
    contentIds.map(id => [
      id,
      connectionOf(
        events.filter(event => event.contentId === id),
        page,
        positionOf,
      ),
    ]),
  )
}

/** Removes what was logged before `before`. @returns how many events. */
export async function forgetEvents(client: Client, before: Date): Promise<number> {
  const { count } = await client.event.deleteMany({ where: { time: { lt: before } } })
  return count
}
