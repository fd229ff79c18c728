import type { Scope } from '@orion/common'
import type { EventData, SubscribedBy } from '@orion/common/events/catalogue'
import { gateStages } from '@orion/common/events/schemas'
import type { EntryOf, NotificationType } from './notification-entries.ts'

/** Who gets a notification: the owner of a content, who needs a right to act on it, or everybody who may make contents. */
export type Recipients = { ownerId: string; needs?: Scope } | 'editors'

/** What an event has to say to people. Drafts with the same group key become one notification of each recipient. */
export type NotificationDraft = {
  [Type in NotificationType]: {
    type: Type
    groupKey: string
    entry: EntryOf<Type>
    recipients: Recipients
    contentId: string | null
    trendId: string | null
  }
}[NotificationType]

/** The events of which people may be told; what other services record for the audit log is not for them. */
export type Notifying = Exclude<SubscribedBy<'identity'>, 'audit.recorded'>

const about = (data: { contentId: string; userId: string }) => ({
  recipients: { ownerId: data.userId },
  contentId: data.contentId,
  trendId: null,
})

const isGate = (stage: string) => gateStages.find(gate => gate === stage)

/** What each event becomes; null when it is nothing people need to be told. */
export const draftNotification: {
  [Name in Notifying]: (data: EventData<Name>) => NotificationDraft | null
} = {
  // All trends of one scan are one notification, however many it found.
  'trend.detected': data => ({
    type: 'TREND_DETECTED',
    groupKey: data.scanId ? `trends of scan ${data.scanId}` : `trend ${data.trendId}`,
    entry: {
      trendId: data.trendId,
      topic: data.topic,
      source: data.source,
      niche: data.niche,
      score: data.score,
      isSample: data.isSample,
    },
    recipients: 'editors',
    contentId: null,
    trendId: data.trendId,
  }),
  'content.created': data => ({
    ...about(data),
    type: 'CONTENT_CREATED',
    groupKey: `script of run ${data.runId}`,
    entry: { title: data.title, pictures: data.visualPrompts.length },
    trendId: data.trendId,
  }),
  'content.published': data => ({
    ...about(data),
    type: 'CONTENT_PUBLISHED',
    groupKey: `publications of run ${data.runId}`,
    entry: { title: data.title, platform: data.platform },
  }),
  'content.rejected': data => ({
    ...about(data),
    type: 'CONTENT_REJECTED',
    groupKey: `rejection of run ${data.runId} at ${data.stage}`,
    entry: { title: data.title, feedback: data.feedback, regenerate: data.regenerate },
  }),
  'media.failed': data => ({
    ...about(data),
    type: 'MEDIA_FAILED',
    groupKey: `pictures of run ${data.runId}`,
    entry: { title: data.title, error: data.error },
  }),
  'video.failed': data => ({
    ...about(data),
    type: 'VIDEO_FAILED',
    groupKey: `video of run ${data.runId}`,
    entry: { title: data.title, error: data.error },
  }),
  'publication.failed': data => ({
    ...about(data),
    type: 'PUBLICATION_FAILED',
    groupKey: `failure of publication ${data.publicationId}`,
    entry: { title: data.title, platform: data.platform, error: data.error, outcome: data.outcome },
  }),
  // Stages that begin and end are shown live; only a gate waits for somebody.
  'pipeline.stage_changed': data => {
    const stage = isGate(data.stage)
    if (data.status !== 'AWAITING_REVIEW' || !stage) return null
    return {
      ...about(data),
      recipients: { ownerId: data.userId, needs: 'content:review' },
      type: 'GATE_OPENED',
      groupKey: `gate ${data.gateId ?? `${data.runId} ${stage} ${data.attempt}`}`,
      entry: { title: data.title, stage },
    }
  },
}
