import * as z from 'zod'
import type { GraphQLApi } from '../api/graphql.ts'
import { readPages } from '../api/pages.ts'
import {
  EventLogDocument,
  type EventLogQuery,
  type PipelineEventsSubscription,
} from '../generated/graphql.ts'

/** Something that happened, in the form in which the command prints it: one JSON object a line. */
export interface PipelineEvent {
  id: string
  type: string
  time: string
  contentId: string | null
  title: string | null
  runId: string | null
  stage: string | null
  status: string | null
  progress: number | null
  provider: string | null
  message: string
}

type LiveEvent = PipelineEventsSubscription['pipelineEvents']
type LoggedEvent = EventLogQuery['events']['nodes'][number]

/** How many missed events are read at most after a connection was lost. */
const mostMissed = 1000
const text = z.string().nullish().catch(null)
const loggedData = z
  .object({ contentId: text, title: text, runId: text, stage: text, status: text, provider: text })
  .catch({})

/** Events that only tell how far a stage is; there are several a second. */
export function isProgress(event: PipelineEvent): boolean {
  return event.type === 'orion.pipeline.progress'
}

/** Events of the log that the subscription does not tell, though they are about a content. */
const untold = ['orion.cost.recorded', 'orion.notification.created']

/** True for what the subscription tells as well: the log also has trends, costs and notifications. */
export function isOfPipeline({ contentId, type }: PipelineEvent): boolean {
  return contentId !== null && !untold.includes(type)
}

/** An event as the subscription tells it. */
export function fromLive({ content, ...event }: LiveEvent): PipelineEvent {
  const { id, type, time, runId, stage, status, progress, provider, message } = event
  return {
    id,
    type,
    time,
    contentId: content?.id ?? null,
    title: content?.title ?? null,
    runId,
    stage,
    status,
    progress,
    provider,
    message,
  }
}

/**
 * Events of the log after a moment, oldest first, for what happened while nobody listened.
 *
 * @param contentId only of this content; null for all that the viewer may see
 * @param since ISO 8601; an empty text for the beginning of the log, null for the newest event alone
 */
export async function readLog(
  api: GraphQLApi,
  contentId: string | null,
  since: string | null,
): Promise<PipelineEvent[]> {
  const { items } = await readPages(since === null ? 1 : mostMissed, async (first, after) => {
    const filter = { contentId, since: since || null }
    return (await api.query(EventLogDocument, { first, after, filter })).events
  })
  // The log is newest first, also among events of the same millisecond, whose order sorting keeps.
  return items
    .map(fromLog)
    .reverse()
    .sort((one, other) => Date.parse(one.time) - Date.parse(other.time))
}

function fromLog({ content, data, id, type, time, message }: LoggedEvent): PipelineEvent {
  const told = loggedData.parse(data)
  return {
    id,
    type,
    time,
    contentId: content?.id ?? told.contentId ?? null,
    title: content?.title ?? told.title ?? null,
    runId: told.runId ?? null,
    stage: told.stage ?? null,
    status: told.status ?? null,
    progress: null,
    provider: told.provider ?? null,
    message,
  }
}
