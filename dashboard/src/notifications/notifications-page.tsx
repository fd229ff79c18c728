'use client'

import { BellOff, CheckCheck } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useMutation, useQuery } from 'urql'
import type { NotificationItemFragment, NotificationType } from '#generated/graphql.ts'
import { useKeepFresh, useLive } from '#graph/use-live.ts'
import { keysOf } from '#pipeline/names.ts'
import { useAddressFilters } from '#shell/search-params.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FilterTabs } from '#ui/filter-tabs.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { PagedList } from '#ui/paged-list.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { useToast } from '#ui/toasts.tsx'
import { NotificationItem } from './notification-item.tsx'
import { NOTIFICATION } from './notification-names.ts'
import { markReadMutation, notificationReceived, notificationsQuery } from './operations.ts'
import { notificationTarget } from './target.ts'

const READ_FILTERS = [
  { value: 'ALL', label: 'All' },
  { value: 'UNREAD', label: 'Unread' },
] as const

const TYPES = [
  { value: '', label: 'Everything' },
  ...keysOf(NOTIFICATION).map(value => ({ value, label: NOTIFICATION[value] })),
]

const EVERYTHING = 'New trends, gates that wait for you, published videos and failures are told here.'

/** Everything the viewer was told, newest first. */
export function NotificationsPage() {
  const [parameters, setParameter] = useAddressFilters()
  const shown = parameters.get('show') === 'UNREAD' ? 'UNREAD' : 'ALL'
  const type = keysOf(NOTIFICATION).find(value => value === parameters.get('about'))
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title="Notifications" lead="What happened, and what waits for you. Kept for 90 days." />
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <FilterTabs
          label="Which notifications"
          value={shown}
          options={READ_FILTERS}
          onChange={value => setParameter('show', value === 'ALL' ? '' : value)}
        />
        <span className="flex-1" />
        <SelectField
          label="About"
          value={type ?? ''}
          options={TYPES}
          onChange={value => setParameter('about', value)}
        />
      </div>
      <NotificationList key={`${shown} ${type}`} unreadOnly={shown === 'UNREAD'} type={type} />
    </div>
  )
}

/** Render it with the filter as its key. */
function NotificationList({ unreadOnly, type }: { unreadOnly: boolean; type?: NotificationType }) {
  const router = useRouter()
  const toast = useToast()
  const [after, setAfter] = useState<string | null>(null)
  const [{ data, error, fetching }, read] = useQuery({
    query: notificationsQuery,
    variables: { after, filter: { ...(unreadOnly && { unread: true }), ...(type && { types: [type] }) } },
  })
  const [marking, markRead] = useMutation(markReadMutation)
  const notifications = data?.notifications
  // What was just read leaves the unread ones at once.
  const shown = notifications?.nodes.filter(({ isRead }) => !(unreadOnly && isRead)) ?? []

  const readAgain = () => (after === null ? read({ requestPolicy: 'network-only' }) : setAfter(null))
  useLive(notificationReceived, {}, readAgain)
  useKeepFresh(readAgain, 15_000)

  const mark = async (ids: string[] | undefined) => {
    const { error: failure } = await markRead({ input: { ids } })
    if (failure) toast({ tone: 'bad', message: 'They could not be marked as read. Try again.' })
  }

  const open = (notification: NotificationItemFragment) => {
    if (!notification.isRead) void mark([notification.id])
    const target = notificationTarget(notification)
    if (target) router.push(target)
  }

  return (
    <PagedList
      label="Notifications"
      connection={notifications && { ...notifications, nodes: shown }}
      error={error}
      isFetching={fetching}
      onRetry={readAgain}
      onMore={setAfter}
      hasLines={false}
      head={
        shown.some(({ isRead }) => !isRead) && (
          <div className="flex justify-end border-line border-b px-2 py-1.5">
            <Button
              size="small"
              variant="quiet"
              icon={CheckCheck}
              isBusy={marking.fetching}
              onClick={() => void mark(undefined)}
            >
              Mark all read
            </Button>
          </div>
        )
      }
      empty={
        <EmptyState
          icon={BellOff}
          title={unreadOnly ? 'Nothing unread' : 'Nothing to tell'}
          message={type ? 'Nothing of this kind is listed.' : EVERYTHING}
        />
      }
    >
      {notification => <NotificationItem notification={notification} onOpen={() => open(notification)} />}
    </PagedList>
  )
}
