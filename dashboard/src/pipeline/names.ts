import type {
  ContentStatus,
  GateStage,
  PublicationStatus,
  Role,
  RunStatus,
  ServiceName,
  StageName,
  TargetPlatform,
  TrendStatus,
  VisualStyle,
} from '#generated/graphql.ts'

/* What every word of the graph is called on pages: each once, so that it is the same everywhere. */

export const CONTENT_STATUS: Record<ContentStatus, string> = {
  DRAFT: 'Draft',
  GENERATING: 'Generating',
  REVIEW: 'In review',
  APPROVED: 'Approved',
  PUBLISHED: 'Published',
  REJECTED: 'Rejected',
  FAILED: 'Failed',
}

export const TREND_STATUS: Record<TrendStatus, string> = {
  ACTIVE: 'Active',
  USED: 'Used',
  DISCARDED: 'Discarded',
  EXPIRED: 'Expired',
}

export const RUN_STATUS: Record<RunStatus, string> = {
  PENDING: 'Waits for its turn',
  RUNNING: 'At work',
  AWAITING_REVIEW: 'Waits for a decision',
  COMPLETED: 'Completed',
  FAILED: 'Failed',
  CANCELLED: 'Cancelled',
}

export const PUBLICATION_STATUS: Record<PublicationStatus, string> = {
  SCHEDULED: 'Scheduled',
  QUEUED: 'Queued',
  PUBLISHING: 'Publishing',
  PUBLISHED: 'Published',
  FAILED: 'Failed',
  UNKNOWN: 'Unconfirmed',
  CANCELLED: 'Cancelled',
}

export const STAGE: Record<StageName, string> = {
  STRATEGIST: 'Script',
  CREATOR: 'Scenes',
  ANALYST: 'Analysis',
  IMAGES: 'Images',
  SPEECH: 'Speech',
  CAPTIONS: 'Captions',
  STITCH: 'Video',
  THUMBNAILS: 'Thumbnails',
  VALIDATE: 'Checks',
  PUBLISH: 'Publishing',
}

export const GATE: Record<GateStage, string> = {
  STRATEGIST: 'Script review',
  CREATOR: 'Scenes review',
  ANALYST: 'Analysis review',
  VIDEO: 'Video review',
}

export const PLATFORM: Record<TargetPlatform, string> = {
  YOUTUBE_SHORTS: 'YouTube Shorts',
  TIKTOK: 'TikTok',
  INSTAGRAM_REELS: 'Instagram Reels',
}

export const STYLE: Record<VisualStyle, string> = {
  CINEMATIC: 'Cinematic',
  ANIME: 'Anime',
  REALISTIC: 'Realistic',
  CARTOON: 'Cartoon',
  MINIMAL: 'Minimal',
}

export const SERVICE: Record<ServiceName, string> = {
  SCOUT: 'Scout',
  DIRECTOR: 'Director',
  MEDIA: 'Media',
  EDITOR: 'Editor',
  PULSE: 'Pulse',
  PUBLISHER: 'Publisher',
  IDENTITY: 'Identity',
}

export const ROLE: Record<Role, string> = { ADMIN: 'Admin', EDITOR: 'Editor', VIEWER: 'Viewer' }

/** The keys of one of the tables above, in their order. */
export function keysOf<T extends string>(names: Record<T, string>): T[] {
  // Object.keys forgets the type that the table guarantees.
  return Object.keys(names) as T[]
}
