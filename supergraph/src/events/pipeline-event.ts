import type { EventData, EventName } from '@orion/common/events/catalogue'
import type { Envelope } from '@orion/common/events/envelope'

/** A pipeline event as the graph has it; `content` is a reference. */
export interface PipelineEvent {
  id: string
  type: string
  time: string
  content: { id: string } | null
  runId: string | null
  stage: string | null
  status: string | null
  progress: number | null
  provider: string | null
  message: string
}

/** What the event tells people, in one sentence; only events of a content's way have one. */
const sentences: { [Name in EventName]?: (data: EventData<Name>) => string } = {
  'content.created': ({ title }) => `The script of “${title}” is finished.`,
  'content.updated': ({ title, status }) => `“${title}” is now ${lower(status)}.`,
  'content.approved': ({ title }) => `“${title}” was approved.`,
  'content.rejected': ({ title, feedback }) => `“${title}” was rejected: ${feedback}`,
  'content.published': ({ title, platform }) => `“${title}” was published on ${lower(platform)}.`,
  'media.generated': ({ title }) => `The pictures of “${title}” are drawn.`,
  'media.failed': ({ title, error }) => `The pictures of “${title}” could not be drawn: ${error}`,
  'video.rendered': ({ title }) => `The video of “${title}” is finished.`,
  'video.failed': ({ title, error }) => `The video of “${title}” could not be made: ${error}`,
  'publication.failed': ({ title, error }) => `“${title}” could not be published: ${error}`,
  'pipeline.stage_changed': ({ stage, status, error }) =>
    error ? `${stage} ${lower(status)}: ${error}` : `${stage} ${lower(status)}.`,
  'pipeline.progress': ({ stage, progress }) => `${stage} is at ${Math.round(progress * 100)} %.`,
}

/** The pipeline event that an event of the catalogue is; null for events that are not about a content's way. */
export function pipelineEventOf(event: Envelope): PipelineEvent | null {
  const name = event.type.slice('orion.'.length) as EventName
  const describe = sentences[name] as ((data: unknown) => string) | undefined
  const { data } = event
  if (!describe || !('contentId' in data)) return null
  return {
    id: event.id,
    type: event.type,
    time: event.time,
    content: { id: String(data.contentId) },
    runId: 'runId' in data ? data.runId : null,
    stage: 'stage' in data ? data.stage : null,
    status: 'status' in data ? data.status : null,
    progress: 'progress' in data ? data.progress : null,
    provider: 'provider' in data ? data.provider : null,
    message: describe(data),
  }
}

function lower(text: string): string {
  return text.toLowerCase().replaceAll('_', ' ')
}
