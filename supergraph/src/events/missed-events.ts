import type { Viewer } from '@orion/common/access/viewer'
import { type Envelope, parseEnvelope } from '@orion/common/events/envelope'
import { mayHear } from '@orion/common/events/may-hear'
import { GraphQLError } from 'graphql'
import { request } from 'undici'
import { z } from 'zod'
import type { LiveEvents } from './live-events.ts'

/** Finds out what a client missed. */
export type MissedEvents = (question: {
  /** The event that the client saw last. */
  after: string
  viewer: Viewer | null
  /** Only events about this content; null for all. */
  contentId: string | null
  /** For a call of pulse in the viewer's name. */
  headers: () => Record<string, string> | Promise<Record<string, string>>
}) => Promise<Envelope[]>

/** How many events a client may have missed; who missed more reads the log and subscribes anew. */
export const MISSED_AT_MOST = 1000

const PAGE = 200
const page = z.object({ sequence: z.string().regex(/^\d+$/), events: z.array(z.unknown()) })

/**
 * What was told after an event, oldest first, as far as the viewer may hear it: from this gateway's memory where that
 * reaches back so far, else from pulse's log first. Both are in the order in which everybody heard the events.
 * @param pulse base address of the service
 */
export function createMissedEvents(live: LiveEvents, pulse: string): MissedEvents {
  return async ({ after, viewer, contentId, headers }) => {
    const remembered = live.recent()
    const last = remembered.findIndex(({ id }) => id === after)
    const known = remembered[last]
    const isFor = (event: Envelope) =>
      mayHear(viewer, event) &&
      (!contentId || ('contentId' in event.data && event.data.contentId === contentId))
    if (known && mayHear(viewer, known)) return limited(remembered.slice(last + 1).filter(isFor))
    const log = await readLog(pulse, after, contentId, await headers())
    const isLogged = new Set(log.events.map(({ id }) => id))
    const notYetLogged = remembered.filter(
      event =>
        !isLogged.has(event.id) &&
        BigInt(event.sequence ?? log.sequence) >= BigInt(log.sequence) &&
        isFor(event),
    )
    return limited([...log.events, ...notYetLogged])
  }
}

function limited(missed: Envelope[]): Envelope[] {
  if (missed.length > MISSED_AT_MOST) throw tooFar()
  return missed
}

/** What pulse's log has after an event, and the place of that event among all. */
interface Logged {
  sequence: string
  events: Envelope[]
}

async function readLog(
  pulse: string,
  after: string,
  contentId: string | null,
  headers: Record<string, string>,
): Promise<Logged> {
  const events: Envelope[] = []
  let sequence: string | null = null
  let last = after
  for (;;) {
    const about = contentId ? `&contentId=${encodeURIComponent(contentId)}` : ''
    const url = `${pulse}/api/v1/events/after/${encodeURIComponent(last)}?first=${PAGE}${about}`
    const more = await readPage(url, headers)
    sequence ??= more.sequence
    events.push(...more.events)
    const newest = more.events.at(-1)
    if (!newest || more.events.length < PAGE || events.length > MISSED_AT_MOST) return { sequence, events }
    last = newest.id
  }
}

async function readPage(url: string, headers: Record<string, string>): Promise<Logged> {
  const answer = await request(url, { headers, headersTimeout: 5000, bodyTimeout: 5000 }).catch(() => null)
  if (answer?.statusCode === 200) {
    const parsed = page.safeParse(await answer.body.json())
    if (parsed.success) return { ...parsed.data, events: parsed.data.events.map(parseEnvelope) }
  } else await answer?.body.dump()
  if (answer && [400, 404, 422].includes(answer.statusCode)) {
    throw new GraphQLError(
      'The event to resume after is not known, or is too long ago; subscribe without it.',
      {
        extensions: { code: 'EVENT_UNKNOWN' },
      },
    )
  }
  throw new GraphQLError('The event log cannot be read now; try again.', {
    extensions: { code: 'SERVICE_UNAVAILABLE' },
  })
}

function tooFar(): GraphQLError {
  const message = `More than ${MISSED_AT_MOST} events were told since; read the log and subscribe without after.`
  return new GraphQLError(message, { extensions: { code: 'EVENT_TOO_LONG_AGO' } })
}
