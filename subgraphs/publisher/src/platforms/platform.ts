import { OrionError, type TargetPlatform } from '@orion/common'
import type { Platform as PlatformName } from '../generated/prisma/client.ts'
import type { PostLimits } from './post-limits.ts'

/** What is posted. Files are named by their keys in the files store. */
export interface Post {
  title: string
  /** The text with its hashtags, cut to the platform's limit. */
  text: string
  videoKey: string
  thumbnailKey: string | null
  durationSeconds: number
  /** What the video was made for. */
  target: TargetPlatform
}

/** Where a post goes. */
export interface PostAccount {
  id: string
  displayName: string
}

/** A post as the platform has it. */
export interface Posted {
  /** The platform's own id. */
  postId: string
  /** A lasting address; null for platforms whose addresses are signed and end. */
  postUrl: string | null
}

/** A platform for short vertical videos. */
export interface Platform {
  name: PlatformName
  /** What it takes of a post whose video was made for `target`. */
  limits(target: TargetPlatform): PostLimits
  /**
   * Posts once for each key: a second call with the same key answers the first post.
   * @throws OutcomeUnknown when it cannot be told whether the platform took it.
   */
  publish(post: Post, account: PostAccount, key: string, signal: AbortSignal): Promise<Posted>
  /** What became of a post: asked before anything is sent again. */
  lookup(account: PostAccount, key: string): Promise<Posted | 'absent' | 'unknown'>
  /** An address that shows the post now; null when `postUrl` is that address. */
  currentUrl(account: PostAccount, postId: string): string | null
}
export type Platforms = Record<PlatformName, Platform>

/** The post was sent, and whether the platform has it cannot be told. */
export class OutcomeUnknown extends OrionError {
  constructor(message: string, cause?: unknown) {
    super(message, { code: 'OUTCOME_UNKNOWN', status: 424, cause })
  }
}

/** The platform would not take the post as it is. */
export class PostRefused extends OrionError {
  constructor(message: string, cause?: unknown) {
    super(message, { code: 'POST_REFUSED', status: 422, cause })
  }
}

/** Finds what the platform would refuse before anything is sent. @throws PostRefused that names all of it. */
export function checkPost(post: Post, platform: Platform): void {
  const limits = platform.limits(post.target)
  const complaints = [
    post.durationSeconds > limits.durationSeconds &&
      `the video is ${Math.round(post.durationSeconds)} s long, ${limits.durationSeconds} s are allowed`,
    post.text.length > limits.textLength &&
      `the text has ${post.text.length} characters, ${limits.textLength} are allowed`,
    post.text.length + post.title.length === 0 && 'there is neither title nor text',
  ].filter(complaint => complaint !== false)
  if (complaints.length > 0)
    throw new PostRefused(`${platform.name} would refuse the post: ${complaints.join('; ')}.`)
}
