import type { NotificationType } from '#generated/graphql.ts'

/** What every kind of notification is called. */
export const NOTIFICATION: Record<NotificationType, string> = {
  TREND_DETECTED: 'New trends',
  CONTENT_CREATED: 'Scripts that are finished',
  GATE_OPENED: 'Decisions that wait for you',
  CONTENT_PUBLISHED: 'Published videos',
  CONTENT_REJECTED: 'Rejected contents',
  MEDIA_FAILED: 'Images that failed',
  VIDEO_FAILED: 'Videos that failed',
  PUBLICATION_FAILED: 'Posts that were refused',
  WEBHOOK_DISABLED: 'Webhooks that were turned off',
}
