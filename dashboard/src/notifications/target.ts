import type { NotificationItemFragment } from '#generated/graphql.ts'

/** The page a notification is about; null when there is none. */
export function notificationTarget({ type, content }: NotificationItemFragment): string | null {
  if (content) return `/contents/${content.id}`
  if (type === 'WEBHOOK_DISABLED') return '/settings/webhooks'
  return type === 'TREND_DETECTED' ? '/trends' : null
}
