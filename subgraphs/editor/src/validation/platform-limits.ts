/** A platform a video can be made for. */
export type Platform = 'YOUTUBE_SHORTS' | 'TIKTOK' | 'INSTAGRAM_REELS' | 'X'

/** What a platform accepts, as its documentation says. */
export interface PlatformLimits {
  readonly label: string
  readonly longestSeconds: number
  readonly shortestSeconds: number
  readonly largestBytes: number
  readonly framesPerSecond: { readonly min: number; readonly max: number }
  readonly videoCodecs: readonly string[]
}

const megabyte = 1_000_000
const gigabyte = 1_000_000_000

export const platformLimits: Readonly<Record<Platform, PlatformLimits>> = {
  /** https://support.google.com/youtube/answer/15424877 and /answer/71673: three minutes at most, upright or square. */
  YOUTUBE_SHORTS: {
    label: 'YouTube Shorts',
    longestSeconds: 180,
    shortestSeconds: 1,
    largestBytes: 256 * gigabyte,
    framesPerSecond: { min: 24, max: 60 },
    videoCodecs: ['h264', 'hevc', 'vp9', 'av1'],
  },
  /** https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide */
  TIKTOK: {
    label: 'TikTok',
    longestSeconds: 600,
    shortestSeconds: 3,
    largestBytes: 4 * gigabyte,
    framesPerSecond: { min: 23, max: 60 },
    videoCodecs: ['h264', 'hevc', 'vp8', 'vp9'],
  },
  /** https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media (Reel specifications) */
  INSTAGRAM_REELS: {
    label: 'Instagram Reels',
    longestSeconds: 900,
    shortestSeconds: 3,
    largestBytes: 300 * megabyte,
    framesPerSecond: { min: 23, max: 60 },
    videoCodecs: ['h264', 'hevc'],
  },
  /** https://docs.x.com/x-api/media/quickstart/best-practices */
  X: {
    label: 'X',
    longestSeconds: 140,
    shortestSeconds: 0.5,
    largestBytes: 512 * megabyte,
    framesPerSecond: { min: 15, max: 60 },
    videoCodecs: ['h264'],
  },
}

/** What Orion makes videos to be: long enough to say something, short enough to be watched. */
export const wantedSeconds = { min: 15, max: 60 } as const

/** A video so long is not even rendered: what is longer than wanted by less is, and a reviewer decides. */
const longestRenderedSeconds = 3 * wantedSeconds.max

/** The longest video that is rendered for a platform, in seconds. */
export function longestSecondsFor(platform: Platform): number {
  return Math.min(longestRenderedSeconds, platformLimits[platform].longestSeconds)
}
