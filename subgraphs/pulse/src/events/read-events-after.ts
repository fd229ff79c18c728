import { NotFoundError, type Viewer } from '@orion/common'
import type { Envelope } from '@orion/common/events/envelope'
import { mayHear, PERSONAL_EVENT, unheardTypes } from '@orion/common/events/may-hear'
import { z } from 'zod'
import type { Client } from '../database.ts'
import type { Event } from '../generated/prisma/client.ts'

const audienceOf = z.object({
  userIds: z.array(z.string()),
  roles: z.array(z.enum(['VIEWER', 'EDITOR', 'ADMIN'])),
})

/**
 * What was told after an event, in the order in which it was told live, to whom may hear it; with the event's own place.
 * @param contentId only what is about this content; null for all
 * @throws NotFoundError when the event is not in the log, is logged without a place in that order, or is not for the viewer.
 */
export async function readEventsAfter(
  client: Client,
  viewer: Viewer,
  { after, contentId, first }: { after: string; contentId: string | null; first: number },
): Promise<{ sequence: string; events: Envelope[] }> {
  const last = await client.event.findUnique({ where: { id: after } })
  const isHeard = last && mayHear(viewer, { type: last.type, audience: audienceOf.parse(last.audience) })
  if (!isHeard || last.position === null) {
    throw new NotFoundError('event', after)
  }
  const events = await client.event.findMany({
    where: {
      position: { gt: last.position },
      ...(contentId ? { contentId } : {}),
      ...heardBy(viewer),
    },
    orderBy: { position: 'asc' },
    take: first,
  })
  return { sequence: String(last.position), events: events.map(toEnvelope) }
}

function heardBy(viewer: Viewer) {
  const { userId, role } = viewer
  return {
    type: { notIn: unheardTypes(viewer) },
    OR: [
      ...(role === 'ADMIN' ? [{ type: { not: PERSONAL_EVENT } }] : []),
      { audience: { path: ['userIds'], array_contains: [userId] } },
      { audience: { path: ['roles'], array_contains: [role] } },
    ],
  }
}

function toEnvelope(event: Event): Envelope {
  return {
    specversion: '1.0',
    id: event.id,
    source: event.source,
    type: event.type,
    time: event.time.toISOString(),
    subject: event.subject,
    datacontenttype: 'application/json',
    sequence: String(event.position),
    audience: audienceOf.parse(event.audience),
    data: event.data,
  } as Envelope
}
