'use client'

import { clsx } from 'clsx'
import {
  BellOff,
  CheckCheck,
  CircleX,
  Clapperboard,
  Eye,
  ImageOff,
  type LucideIcon,
  Rocket,
  TrendingUp,
  TriangleAlert,
} from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useState } from 'react'
import { useMutation, useQuery } from 'urql'
import type { NotificationItemFragment, NotificationType } from '#generated/graphql.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FailureState } from '#ui/failure-state.tsx'
import { RelativeTime } from '#ui/moment.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { markReadMutation, notificationsQuery } from './operations.ts'
import { notificationTarget } from './target.ts'

const LOOKS: Record<NotificationType, [LucideIcon, string]> = {
  TREND_DETECTED: [TrendingUp, 'bg-info-soft text-info'],
  CONTENT_CREATED: [Clapperboard, 'bg-accent-soft text-accent-ink'],
  GATE_OPENED: [Eye, 'bg-warn-soft text-warn'],
  CONTENT_PUBLISHED: [Rocket, 'bg-ok-soft text-ok'],
  CONTENT_REJECTED: [CircleX, 'bg-sunken text-muted'],
  MEDIA_FAILED: [ImageOff, 'bg-bad-soft text-bad'],
  VIDEO_FAILED: [TriangleAlert, 'bg-bad-soft text-bad'],
  PUBLICATION_FAILED: [TriangleAlert, 'bg-bad-soft text-bad'],
}

interface NotificationDrawerProps {
  /** Grows with every notification that arrives live. */
  arrivals: number
  onUnreadChange: () => void
  onClose: () => void
}

export function NotificationDrawer({ arrivals, onUnreadChange, onClose }: NotificationDrawerProps) {
  const router = useRouter()
  const [after, setAfter] = useState<string | null>(null)
  const [{ data, error, fetching }, read] = useQuery({ query: notificationsQuery, variables: { after } })
  const [, markRead] = useMutation(markReadMutation)
  const readAgain = () => read({ requestPolicy: 'network-only' })
  const list = data?.notifications?.nodes ?? []
  const hasUnread = list.some(({ isRead }) => !isRead)

  const onArrival = useEffectEvent(() => (after === null ? readAgain() : setAfter(null)))
  useEffect(() => {
    if (arrivals > 0) onArrival()
  }, [arrivals])

  const mark = async (ids: string[] | undefined) => {
    await markRead({ input: { ids } })
    onUnreadChange()
    readAgain()
  }

  const open = (notification: NotificationItemFragment) => {
    if (!notification.isRead) void mark([notification.id])
    const target = notificationTarget(notification)
    if (!target) return
    onClose()
    router.push(target)
  }

  return (
    <Dialog
      shape="side"
      title="Notifications"
      onClose={onClose}
      aside={
        hasUnread && (
          <Button size="small" variant="quiet" icon={CheckCheck} onClick={() => void mark(undefined)}>
            Mark all read
          </Button>
        )
      }
    >
      {!data?.notifications && error && <FailureState error={error} onRetry={readAgain} />}
      {!data?.notifications && !error && <WaitingList />}
      {data?.notifications && list.length === 0 && (
        <EmptyState
          icon={BellOff}
          title="Nothing to tell"
          message="New trends, gates that wait for you, published videos and failures are told here."
        />
      )}
      <ul className="-mx-2 space-y-0.5" aria-busy={fetching}>
        {list.map(notification => (
          <li key={notification.id}>
            <Item notification={notification} onOpen={() => open(notification)} />
          </li>
        ))}
      </ul>
      {data?.notifications?.pageInfo.hasNextPage && (
        <Button
          className="mt-3 w-full"
          isBusy={fetching}
          onClick={() => setAfter(data.notifications.pageInfo.endCursor ?? null)}
        >
          Load more
        </Button>
      )}
    </Dialog>
  )
}

function Item({ notification, onOpen }: { notification: NotificationItemFragment; onOpen: () => void }) {
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
          <span className={clsx('truncate', isRead ? 'font-medium' : 'font-semibold')}>
            {title}
            {count > 1 && !title.includes(String(count)) && <span className="text-subtle"> ×{count}</span>}
          </span>
          <span className="text-subtle text-xs">
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

function WaitingList() {
  return (
    <div aria-busy="true" className="space-y-5">
      {['first', 'second', 'third', 'fourth'].map(place => (
        <div key={place} className="flex gap-3">
          <Skeleton className="size-8" />
          <div className="flex-1 space-y-2">
            <Skeleton className="h-4 w-1/2" />
            <Skeleton className="h-4" />
          </div>
        </div>
      ))}
    </div>
  )
}
