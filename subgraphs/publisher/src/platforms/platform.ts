import { OrionError } from '@orion/common'
import type { Platform as PlatformName } from '../generated/prisma/client.ts'

/** What is posted. Files are named by their keys in the files store. */
export interface Post {
  title: string
  /** The text with its hashtags, cut to the platform's limit. */
  text: string
  videoKey: string
  thumbnailKey: string | null
  durationSeconds: number
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
  /** Most characters of a post's text. */
  maxTextLength: number
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
