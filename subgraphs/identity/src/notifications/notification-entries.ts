import { gateStages } from '@orion/common/events/schemas'
import { z } from 'zod'

/** What is kept of each event, by the type of notification it leads to: enough to write the texts from. */
export const entrySchemas = {
  TREND_DETECTED: z.object({
    trendId: z.string(),
    topic: z.string(),
    source: z.string(),
    niche: z.string(),
    score: z.number(),
    isSample: z.boolean(),
  }),
  CONTENT_CREATED: z.object({ title: z.string(), pictures: z.number() }),
  GATE_OPENED: z.object({ title: z.string(), stage: z.enum(gateStages) }),
  CONTENT_PUBLISHED: z.object({ title: z.string(), platform: z.string() }),
  CONTENT_REJECTED: z.object({ title: z.string(), feedback: z.string(), regenerate: z.boolean() }),
  MEDIA_FAILED: z.object({ title: z.string(), error: z.string() }),
  VIDEO_FAILED: z.object({ title: z.string(), error: z.string() }),
  PUBLICATION_FAILED: z.object({
    title: z.string(),
    platform: z.string(),
    error: z.string(),
    outcome: z.enum(['FAILED', 'UNKNOWN']),
  }),
  WEBHOOK_DISABLED: z.object({ host: z.string(), reason: z.string() }),
} as const

export type NotificationType = keyof typeof entrySchemas
export const notificationTypes = Object.keys(entrySchemas) as NotificationType[]
export type EntryOf<Type extends NotificationType> = z.infer<(typeof entrySchemas)[Type]>

/** How many events of a group are remembered; the rest are only counted. */
const KEPT_ENTRIES = 5

// A trend is the more worth mentioning the higher its score; of everything else the latest is.
const rankOf = (entry: object) => ('score' in entry && typeof entry.score === 'number' ? entry.score : 0)

/** Adds an event's entry to those of its group: the most telling first, no more than five. */
export function addEntry<Type extends NotificationType>(
  type: Type,
  kept: unknown,
  added: EntryOf<Type>,
): EntryOf<Type>[] {
  const before = z.array(entrySchemas[type]).safeParse(kept)
  const entries = [added, ...((before.success ? before.data : []) as EntryOf<Type>[])]
  return entries.sort((a, b) => rankOf(b) - rankOf(a)).slice(0, KEPT_ENTRIES)
}
