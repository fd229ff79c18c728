import { z } from 'zod'
import {
  contentRef,
  contentStatuses,
  gateStages,
  id,
  image,
  money,
  script,
  stageNames,
  targetPlatforms,
  time,
  video,
  visualPrompt,
  visualStyles,
} from './schemas.ts'

/** Acts of other services than identity that belong in its audit log, by their names in the graph's `AuditAction`. */
export const recordedActs = [
  'SOCIAL_ACCOUNT_CONNECTED',
  'SOCIAL_ACCOUNT_DISCONNECTED',
  'PUBLICATION_REQUESTED',
  'PUBLICATION_CANCELLED',
  'PUBLICATION_RETRIED',
  'GATE_DECIDED',
  'DEAD_LETTER_REPLAYED',
] as const

/** The services, by the names under which they publish and subscribe. */
export const services = ['scout', 'director', 'media', 'editor', 'pulse', 'publisher', 'identity'] as const
export type ServiceName = (typeof services)[number]

interface Declaration {
  /** What it tells, in one sentence. */
  description: string
  /** Who may publish it. */
  publishers: readonly ServiceName[]
  /** Whose queues receive it. */
  subscribers: readonly ServiceName[]
  /** `durable`: outbox, queues and live. `live`: only to who listens right now; it may be lost. */
  delivery: 'durable' | 'live'
  data: z.ZodType
}

/**
 * Every event of Orion, declared once: types, queues, the documentation page and tests follow from it.
 * On the wire its name has the prefix `orion.`.
 */
export const catalogue = {
  'trend.detected': {
    description: 'A scan found a new trend.',
    publishers: ['scout'],
    subscribers: ['director', 'identity', 'pulse'],
    delivery: 'durable',
    data: z.object({
      trendId: id,
      scanId: id.nullable(),
      topic: z.string(),
      summary: z.string().nullable(),
      text: z.string().nullable(),
      url: z.string().nullable(),
      imageUrl: z.string().nullable(),
      source: z.string(),
      /** The publication as its readers know it, such as the title of its feed. */
      publication: z.string().nullish(),
      author: z.string().nullish(),
      /** What the publication files it under. */
      categories: z.array(z.string()).optional(),
      niche: z.string(),
      keywords: z.array(z.string()),
      score: z.number().min(0).max(100),
      isSample: z.boolean(),
      publishedAt: time.nullable(),
      detectedAt: time,
    }),
  },
  'trend.expired': {
    description: 'A trend is too old.',
    publishers: ['scout'],
    subscribers: ['pulse'],
    delivery: 'durable',
    data: z.object({ trendId: id, topic: z.string() }),
  },
  'content.created': {
    description: 'A script and its visual prompts are finished: the pictures can be drawn.',
    publishers: ['director'],
    subscribers: ['scout', 'media', 'identity', 'pulse'],
    delivery: 'durable',
    data: contentRef.extend({
      trendId: id,
      title: z.string(),
      niche: z.string(),
      platform: z.enum(targetPlatforms),
      style: z.enum(visualStyles),
      styleGuide: z.string(),
      script,
      visualPrompts: z.array(visualPrompt).min(1),
    }),
  },
  'content.updated': {
    description: 'A content changed its status or its text.',
    publishers: ['director'],
    subscribers: ['pulse'],
    delivery: 'durable',
    data: contentRef.extend({
      runId: id.nullable(),
      trendId: id,
      title: z.string(),
      status: z.enum(contentStatuses),
      reason: z.string().nullable(),
    }),
  },
  'content.approved': {
    description: 'The last gate was passed: the video can be published.',
    publishers: ['director'],
    subscribers: ['publisher', 'pulse'],
    delivery: 'durable',
    data: contentRef.extend({
      title: z.string(),
      description: z.string(),
      hashtags: z.array(z.string()),
      platform: z.enum(targetPlatforms),
      video,
      publishAt: time.nullable(),
      accountIds: z.array(id).nullable(),
      approvedBy: z.string(),
    }),
  },
  'content.rejected': {
    description: 'A reviewer rejected the content at a gate.',
    publishers: ['director'],
    subscribers: ['identity', 'pulse'],
    delivery: 'durable',
    data: contentRef.extend({
      title: z.string(),
      stage: z.enum(gateStages),
      feedback: z.string(),
      regenerate: z.boolean(),
      rejectedBy: z.string(),
    }),
  },
  'content.published': {
    description: 'A platform has the video.',
    publishers: ['publisher'],
    subscribers: ['director', 'identity', 'pulse'],
    delivery: 'durable',
    data: contentRef.extend({
      title: z.string(),
      publicationId: id,
      accountId: id,
      platform: z.string(),
      postId: z.string(),
      postUrl: z.string().nullable(),
      publishedAt: time,
    }),
  },
  'media.generated': {
    description: 'The pictures of a content are drawn: its video can be made.',
    publishers: ['media'],
    subscribers: ['editor', 'pulse'],
    delivery: 'durable',
    data: contentRef.extend({
      title: z.string(),
      platform: z.enum(targetPlatforms),
      niche: z.string(),
      script,
      images: z.array(image).min(1),
      failures: z.array(z.object({ scene: z.number().int(), error: z.string() })),
    }),
  },
  'media.failed': {
    description: 'The pictures of a content could not be drawn.',
    publishers: ['media'],
    subscribers: ['director', 'identity', 'pulse'],
    delivery: 'durable',
    data: contentRef.extend({ title: z.string(), error: z.string() }),
  },
  'video.rendered': {
    description: 'The video of a content is finished.',
    publishers: ['editor'],
    subscribers: ['director', 'pulse'],
    delivery: 'durable',
    data: contentRef.extend({ title: z.string(), renderId: id, video }),
  },
  'video.failed': {
    description: 'The video of a content could not be made.',
    publishers: ['editor'],
    subscribers: ['director', 'identity', 'pulse'],
    delivery: 'durable',
    data: contentRef.extend({ title: z.string(), renderId: id, error: z.string() }),
  },
  'publication.failed': {
    description: 'A platform refused a post, or it could not be told whether it took it.',
    publishers: ['publisher'],
    subscribers: ['identity', 'pulse'],
    delivery: 'durable',
    data: contentRef.extend({
      title: z.string(),
      publicationId: id,
      platform: z.string(),
      error: z.string(),
      outcome: z.enum(['FAILED', 'UNKNOWN']),
    }),
  },
  'pipeline.stage_changed': {
    description: 'A stage of a run began, ended or failed, or waits at its gate.',
    publishers: ['director', 'media', 'editor', 'publisher'],
    subscribers: ['director', 'identity', 'pulse'],
    delivery: 'durable',
    data: contentRef.extend({
      title: z.string(),
      stage: z.enum([...stageNames, 'VIDEO']),
      status: z.enum(['RUNNING', 'COMPLETED', 'FAILED', 'AWAITING_REVIEW']),
      attempt: z.number().int().min(1),
      provider: z.string().nullable(),
      error: z.string().nullable(),
      gateId: id.nullable(),
    }),
  },
  'pipeline.cancelled': {
    description: 'A run was cancelled: who is at work for it stops.',
    publishers: ['director'],
    subscribers: ['media', 'editor', 'pulse'],
    delivery: 'durable',
    data: contentRef.extend({ title: z.string(), reason: z.string().nullable(), cancelledBy: id }),
  },
  'pipeline.progress': {
    description: 'How far a stage is, several times a second.',
    publishers: ['director', 'media', 'editor', 'publisher'],
    subscribers: [],
    delivery: 'live',
    data: contentRef.extend({
      stage: z.enum(stageNames),
      progress: z.number().min(0).max(1),
      renderId: id.nullable(),
      renderProgress: z.number().min(0).max(1).nullable(),
    }),
  },
  'cost.recorded': {
    description: 'Money was spent, or would have been: embedded providers cost nothing.',
    publishers: ['director', 'media', 'editor'],
    subscribers: ['director', 'pulse'],
    delivery: 'durable',
    data: contentRef.extend({
      stage: z.enum(stageNames),
      provider: z.string(),
      category: z.enum(['LLM', 'IMAGE', 'SPEECH', 'TRANSCRIPTION', 'VIDEO', 'PUBLISHING']),
      units: z.string(),
      unit: z.string(),
      amount: money,
      latencyMs: z.number().int().min(0),
    }),
  },
  'notification.created': {
    description: 'A user has a new notification.',
    publishers: ['identity'],
    subscribers: ['pulse'],
    delivery: 'durable',
    data: z.object({
      notificationId: id,
      userId: id,
      type: z.string(),
      title: z.string(),
      body: z.string(),
      contentId: id.nullable(),
      trendId: id.nullable(),
    }),
  },
  'audit.recorded': {
    description: 'Somebody did what matters for security, in a service that does not keep the audit log.',
    publishers: services,
    subscribers: ['identity'],
    delivery: 'durable',
    data: z.object({
      action: z.enum(recordedActs),
      /** Who did it; null for Orion itself. */
      actorId: id.nullable(),
      /** Whom or what it was done to. */
      subjectId: id.nullable(),
      /** Further facts by name; never secrets, nor a text that somebody typed. */
      details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
      ipAddress: z.string().nullable(),
      userAgent: z.string().nullable(),
      /** In which session, or with which API key; neither for Orion itself. */
      sessionId: id.nullable().default(null),
      apiKeyId: id.nullable().default(null),
      requestId: z.string().nullable(),
      at: time,
    }),
  },
  'system.dead_letter': {
    description: 'An event or job kept failing and waits to be replayed.',
    publishers: services,
    subscribers: [],
    delivery: 'live',
    data: z.object({
      letterId: id,
      service: z.enum(services),
      kind: z.enum(['event', 'job']),
      name: z.string(),
      error: z.string(),
    }),
  },
} as const satisfies Record<string, Declaration>

/** The name of an event, without the prefix it has on the wire. */
export type EventName = keyof typeof catalogue
/** What an event of this name tells. */
export type EventData<Name extends EventName> = z.infer<(typeof catalogue)[Name]['data']>
/** The events of which this service's queue gets a copy. */
export type SubscribedBy<Service extends ServiceName> = {
  [Name in EventName]: Service extends (typeof catalogue)[Name]['subscribers'][number] ? Name : never
}[EventName]

export const eventNames = Object.keys(catalogue) as EventName[]

/** The declaration of an event, its literal types widened. */
export function declarationOf(name: EventName): Declaration {
  return catalogue[name]
}
