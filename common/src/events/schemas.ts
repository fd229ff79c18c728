import { z } from 'zod'

/** Shapes that several events share. All ids are UUIDs, all times ISO 8601 in UTC, all money decimal text in US dollars. */
export const id = z.uuid()
export const time = z.iso.datetime()
export const money = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a decimal text')

/** The stages of the pipeline, in order. */
export const stageNames = [
  'STRATEGIST',
  'CREATOR',
  'ANALYST',
  'IMAGES',
  'SPEECH',
  'CAPTIONS',
  'STITCH',
  'THUMBNAILS',
  'VALIDATE',
  'PUBLISH',
] as const
export type StageName = (typeof stageNames)[number]

/** The gates of the pipeline, in order. */
export const gateStages = ['STRATEGIST', 'CREATOR', 'ANALYST', 'VIDEO'] as const
export type GateStage = (typeof gateStages)[number]

/** The platforms a content can be made for. */
export const targetPlatforms = ['YOUTUBE_SHORTS', 'TIKTOK', 'INSTAGRAM_REELS'] as const
export type TargetPlatform = (typeof targetPlatforms)[number]

/** How pictures can look. */
export const visualStyles = ['CINEMATIC', 'ANIME', 'REALISTIC', 'CARTOON', 'MINIMAL'] as const
export type VisualStyle = (typeof visualStyles)[number]

/** Where a content stands. */
export const contentStatuses = [
  'DRAFT',
  'GENERATING',
  'REVIEW',
  'APPROVED',
  'PUBLISHED',
  'REJECTED',
  'FAILED',
] as const

/** What a script says, in spoken order. */
export const script = z.object({
  hook: z.string().min(1),
  body: z.string(),
  callToAction: z.string(),
  segments: z
    .array(
      z.object({
        position: z.number().int().min(0),
        kind: z.enum(['HOOK', 'BODY', 'CALL_TO_ACTION']),
        text: z.string().min(1),
      }),
    )
    .min(1),
})
export type Script = z.infer<typeof script>

/** What one picture shows, and which segments of the script it goes with. */
export const visualPrompt = z.object({
  scene: z.number().int().min(1),
  description: z.string().min(1),
  style: z.enum(visualStyles),
  cameraAngle: z.string(),
  mood: z.string(),
  negativePrompt: z.string(),
  segments: z.array(z.number().int().min(0)),
})
export type VisualPrompt = z.infer<typeof visualPrompt>

/** What every event about a content carries: the content, its run, and whose it is. */
export const contentRef = z.object({ contentId: id, runId: id, userId: id })

/** A drawn picture. */
export const image = z.object({
  assetId: id,
  scene: z.number().int().min(1),
  segments: z.array(z.number().int().min(0)),
  fileKey: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  provider: z.string(),
  isEmbedded: z.boolean(),
})
export type Image = z.infer<typeof image>

/** A finished video and what belongs to it. Files are named by their keys in the files store. */
export const video = z.object({
  videoId: id,
  fileKey: z.string(),
  captionsKey: z.string(),
  thumbnails: z.array(
    z.object({ name: z.string(), fileKey: z.string(), width: z.number(), height: z.number() }),
  ),
  durationSeconds: z.number(),
  width: z.number().int(),
  height: z.number().int(),
  isValid: z.boolean(),
  score: z.number().min(0).max(1),
})
export type VideoRef = z.infer<typeof video>
