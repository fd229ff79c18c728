import { clsx } from 'clsx'
import {
  CircleX,
  Clapperboard,
  Eye,
  ImageOff,
  type LucideIcon,
  Rocket,
  TrendingUp,
  TriangleAlert,
  Unplug,
} from 'lucide-react'
import type { NotificationItemFragment, NotificationType } from '#generated/graphql.ts'
import { RelativeTime } from '#ui/moment.tsx'

const LOOKS: Record<NotificationType, [LucideIcon, string]> = {
  TREND_DETECTED: [TrendingUp, 'bg-info-soft text-info'],
  CONTENT_CREATED: [Clapperboard, 'bg-accent-soft text-accent-ink'],
  GATE_OPENED: [Eye, 'bg-warn-soft text-warn'],
  CONTENT_PUBLISHED: [Rocket, 'bg-ok-soft text-ok'],
  CONTENT_REJECTED: [CircleX, 'bg-sunken text-muted'],
  MEDIA_FAILED: [ImageOff, 'bg-bad-soft text-bad'],
  VIDEO_FAILED: [TriangleAlert, 'bg-bad-soft text-bad'],
  PUBLICATION_FAILED: [TriangleAlert, 'bg-bad-soft text-bad'],
  WEBHOOK_DISABLED: [Unplug, 'bg-bad-soft text-bad'],
}

interface NotificationItemProps {
  notification: NotificationItemFragment
  onOpen: () => void
}

/** One notification; pressing it marks it as read and leads to what it is about. */
export function NotificationItem({ notification, onOpen }: NotificationItemProps) {
  const { type, title, body, count, isRead, createdAt } = notification
  const [Icon, colours] = LOOKS[type]
  return (
    <button
      type="button"
      onClick={onOpen}
      className={clsx(
        'flex w-full gap-3 rounded-lg p-2.5 text-left hover:bg-sunken',
        !isRead && 'bg-accent-soft/50',
      )}
    >
      <span className={clsx('flex size-8 shrink-0 items-center justify-center rounded-lg', colours)}>
        <Icon aria-hidden className="size-4" />
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline justify-between gap-3">
          <span
            className={clsx('line-clamp-3 min-w-0 break-words', isRead ? 'font-medium' : 'font-semibold')}
          >
            {title}
            {count > 1 && !title.includes(String(count)) && <span className="text-subtle"> ×{count}</span>}
          </span>
          <span className="shrink-0 text-subtle text-xs">
            <RelativeTime at={createdAt} />
          </span>
        </span>
        <span className="line-clamp-3 break-words text-muted">{body}</span>
        {!isRead && <span className="sr-only">Unread</span>}
      </span>
      <span
        aria-hidden
        className={clsx('mt-2 size-2 shrink-0 rounded-full', isRead ? 'invisible' : 'bg-accent')}
      />
    </button>
  )
}
