import { z } from 'zod'
import type { Video } from '../generated/prisma/client.ts'

export type VideoRow = Video

const storedThumbnails = z.array(
  z.object({ name: z.string(), fileKey: z.string(), width: z.number(), height: z.number() }),
)
export type StoredThumbnail = z.infer<typeof storedThumbnails>[number]

const storedCaptions = z.array(
  z.object({ startSeconds: z.number(), endSeconds: z.number(), text: z.string() }),
)
export type StoredCaption = z.infer<typeof storedCaptions>[number]

const storedRules = z.array(
  z.object({ name: z.string(), passed: z.boolean(), actual: z.string(), expected: z.string() }),
)
export type StoredRule = z.infer<typeof storedRules>[number]

export function thumbnailsOf({ thumbnails }: VideoRow): StoredThumbnail[] {
  return storedThumbnails.parse(thumbnails)
}

export function captionsOf({ captions }: VideoRow): StoredCaption[] {
  return storedCaptions.parse(captions)
}

export function rulesOf({ rules }: VideoRow): StoredRule[] {
  return storedRules.parse(rules)
}
