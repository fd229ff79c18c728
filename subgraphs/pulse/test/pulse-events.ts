import { randomUUID } from 'node:crypto'
import type { EventData, EventName } from '@orion/common'
import type { Envelope } from '@orion/common/events/envelope'
import { createEnvelope } from '@orion/common/events/envelope'
import { eventually, type TestSystem } from '@orion/common/testing/test-system'

/** A content on its way, whose events a test tells pulse. */
export interface Told {
  contentId: string
  runId: string
  userId: string
  trendId: string
  title: string
}

export const newContent = (userId: string, changes: Partial<Told> = {}): Told => ({
  contentId: randomUUID(),
  runId: randomUUID(),
  userId,
  trendId: randomUUID(),
  title: 'Why cats purr',
  ...changes,
})

const refOf = ({ contentId, runId, userId }: Told) => ({ contentId, runId, userId })

const video = {
  videoId: randomUUID(),
  fileKey: 'video.mp4',
  captionsKey: 'captions.vtt',
  thumbnails: [],
  durationSeconds: 30,
  width: 1080,
  height: 1920,
  isValid: true,
  score: 1,
}

export const stageChanged = (
  told: Told,
  stage: EventData<'pipeline.stage_changed'>['stage'],
  status: EventData<'pipeline.stage_changed'>['status'],
  changes: Partial<EventData<'pipeline.stage_changed'>> = {},
): EventData<'pipeline.stage_changed'> => ({
  ...refOf(told),
  title: told.title,
  stage,
  status,
  attempt: 1,
  provider: null,
  error: null,
  gateId: status === 'AWAITING_REVIEW' ? randomUUID() : null,
  ...changes,
})

export const updated = (told: Told): EventData<'content.updated'> => ({
  ...refOf(told),
  trendId: told.trendId,
  title: told.title,
  status: 'GENERATING',
  reason: null,
})

export const rendered = (told: Told): EventData<'video.rendered'> => ({
  ...refOf(told),
  title: told.title,
  renderId: randomUUID(),
  video,
})

export const approved = (told: Told): EventData<'content.approved'> => ({
  ...refOf(told),
  title: told.title,
  description: '',
  hashtags: [],
  platform: 'YOUTUBE_SHORTS',
  video,
  publishAt: null,
  accountIds: null,
  approvedBy: told.userId,
})

export const rejected = (told: Told): EventData<'content.rejected'> => ({
  ...refOf(told),
  title: told.title,
  stage: 'VIDEO',
  feedback: 'too long',
  regenerate: false,
  rejectedBy: told.userId,
})

export const published = (told: Told): EventData<'content.published'> => ({
  ...refOf(told),
  title: told.title,
  publicationId: randomUUID(),
  accountId: randomUUID(),
  platform: 'SANDBOX',
  postId: 'p1',
  postUrl: null,
  publishedAt: '2026-01-01T00:00:00Z',
})

export const cost = (
  told: Told,
  amount: string,
  changes: Partial<EventData<'cost.recorded'>> = {},
): EventData<'cost.recorded'> => ({
  ...refOf(told),
  stage: 'STRATEGIST',
  provider: 'openai',
  category: 'LLM',
  units: '100',
  unit: 'token',
  amount,
  latencyMs: 10,
  ...changes,
})

export const trendDetected = (
  trendId: string,
  changes: Partial<EventData<'trend.detected'>> = {},
): EventData<'trend.detected'> => ({
  trendId,
  scanId: null,
  topic: 'Cats',
  summary: null,
  text: null,
  url: null,
  imageUrl: null,
  source: 'The Guardian',
  niche: 'science',
  keywords: [],
  score: 80,
  isSample: false,
  publishedAt: null,
  detectedAt: new Date().toISOString(),
  ...changes,
})

/** An event that happened at a chosen time. */
export function eventAt<Name extends EventName>(
  service: Parameters<typeof createEnvelope>[0],
  name: Name,
  data: EventData<Name>,
  time: Date,
): Envelope<Name> {
  return {
    ...createEnvelope(service, name, { subject: 'test', data, audience: {} }),
    time: time.toISOString(),
  }
}

/** Waits until pulse took these events in. */
export const loggedIn = (system: TestSystem, events: readonly { id: string }[]) =>
  eventually(async () => {
    const rows = await system.query('SELECT 1 FROM pulse.events WHERE id = ANY($1::uuid[])', [
      events.map(event => event.id),
    ])
    return rows.length === events.length
  }, 'the event in the log')
