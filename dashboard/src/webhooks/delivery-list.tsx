'use client'

import { Inbox } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useQuery } from 'urql'
import type { WebhookDeliveryStatus } from '#generated/graphql.ts'
import { keysOf } from '#pipeline/names.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { FilterTabs } from '#ui/filter-tabs.tsx'
import { PagedList } from '#ui/paged-list.tsx'
import { DELIVERY_STATUS, DeliveryRow } from './delivery-row.tsx'
import { deliveriesQuery } from './operations.ts'

const FILTERS = [
  { value: 'ALL' as const, label: 'All' },
  ...keysOf(DELIVERY_STATUS).map(value => ({ value, label: DELIVERY_STATUS[value] })),
]

/** While something waits to be delivered, the list is read again this often. */
const READ_EVERY_MS = 2_000

interface DeliveryListProps {
  /** The webhook's id. */
  id: string
  /** Grows with every message that was sent by hand; the list is read again then. */
  changes: number
}

/** What was sent to a webhook in the last 30 days. */
export function DeliveryList({ id, changes }: DeliveryListProps) {
  const [status, setStatus] = useState<WebhookDeliveryStatus | 'ALL'>('ALL')
  return (
    <section aria-labelledby="deliveries">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id="deliveries" className="font-semibold text-[0.9375rem]">
          Deliveries
        </h2>
        <FilterTabs label="Status" value={status} options={FILTERS} onChange={setStatus} />
      </div>
      <Deliveries key={status} id={id} changes={changes} status={status === 'ALL' ? null : status} />
    </section>
  )
}

function Deliveries({ id, changes, status }: DeliveryListProps & { status: WebhookDeliveryStatus | null }) {
  const [after, setAfter] = useState<string | null>(null)
  const [{ data, error, fetching }, read] = useQuery({
    query: deliveriesQuery,
    variables: { id, after, status },
  })
  const deliveries = data?.webhook?.deliveries
  const readAgain = useEffectEvent(() =>
    after === null ? read({ requestPolicy: 'network-only' }) : setAfter(null),
  )
  useEffect(() => {
    if (changes > 0) readAgain()
  }, [changes])

  const isWaiting = deliveries?.nodes.some(({ nextAttemptAt }) => isSoon(nextAttemptAt)) ?? false
  useEffect(() => {
    if (!isWaiting) return
    const timer = setInterval(() => readAgain(), READ_EVERY_MS)
    return () => clearInterval(timer)
  }, [isWaiting])

  return (
    <PagedList
      label="Deliveries"
      connection={deliveries}
      error={error}
      isFetching={fetching}
      onRetry={() => read({ requestPolicy: 'network-only' })}
      onMore={setAfter}
      empty={
        <EmptyState
          icon={Inbox}
          title="Nothing was sent"
          message={
            status
              ? 'No delivery of the last 30 days has this status.'
              : 'Send a test, or turn webhooks on for what you want to be told.'
          }
        />
      }
    >
      {delivery => (
        <DeliveryRow
          delivery={delivery}
          onSent={() => (after === null ? read({ requestPolicy: 'network-only' }) : setAfter(null))}
        />
      )}
    </PagedList>
  )
}

/** True when an attempt is due within a minute, so that it is worth looking. */
function isSoon(nextAttemptAt: string | null | undefined): boolean {
  return Boolean(nextAttemptAt) && Date.parse(nextAttemptAt ?? '') < Date.now() + 60_000
}
