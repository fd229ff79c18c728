import type { TargetPlatform } from '@orion/common'

/** What a platform takes of a post. Lengths are in UTF-16 code units, as the platforms' own clients count. */
export interface PostLimits {
  /** Longest title; null where posts have none and the text begins with it. */
  titleLength: number | null
  textLength: number
  /** Most hashtags; more are ignored or refused. */
  hashtags: number
  durationSeconds: number
}

/** The published limits of the platforms that contents are made for. */
export const limitsOf: Readonly<Record<TargetPlatform, PostLimits>> = {
  YOUTUBE_SHORTS: { titleLength: 100, textLength: 5000, hashtags: 15, durationSeconds: 180 },
  TIKTOK: { titleLength: null, textLength: 2200, hashtags: 30, durationSeconds: 600 },
  INSTAGRAM_REELS: { titleLength: null, textLength: 2200, hashtags: 30, durationSeconds: 180 },
}
