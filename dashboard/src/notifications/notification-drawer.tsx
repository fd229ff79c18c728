'use client'

import { BellOff, CheckCheck } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useState } from 'react'
import { useMutation, useQuery } from 'urql'
import type { NotificationItemFragment } from '#generated/graphql.ts'
import { Button, buttonClasses } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FailureState } from '#ui/failure-state.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { NotificationItem } from './notification-item.tsx'
import { markReadMutation, notificationsQuery } from './operations.ts'
import { notificationTarget } from './target.ts'

interface NotificationDrawerProps {
  /** Grows with every notification that arrives live. */
  arrivals: number
  onClose: () => void
}

export function NotificationDrawer({ arrivals, onClose }: NotificationDrawerProps) {
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
      footer={
        <Link href="/notifications" onClick={onClose} className={buttonClasses({ variant: 'quiet' })}>
          All notifications
        </Link>
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
            <NotificationItem notification={notification} onOpen={() => open(notification)} />
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
