'use client'

import { ArrowLeft, Webhook } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useQuery } from 'urql'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FailureState } from '#ui/failure-state.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { DeliveryList } from './delivery-list.tsx'
import { webhookQuery } from './operations.ts'
import { WebhookPanel } from './webhook-panel.tsx'

/** One webhook: where it leads, what can be done with it, and what was sent to it. */
export function WebhookPage({ id }: { id: string }) {
  const [{ data, error, fetching }, read] = useQuery({ query: webhookQuery, variables: { id } })
  const [changes, setChanges] = useState(0)
  const webhook = data?.webhook

  return (
    <div className="space-y-5">
      <Link
        href="/settings/webhooks"
        className="inline-flex items-center gap-1.5 rounded-md font-medium text-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" />
        All webhooks
      </Link>
      {webhook ? (
        <>
          <WebhookPanel webhook={webhook} onSent={() => setChanges(count => count + 1)} />
          <DeliveryList id={id} changes={changes} />
        </>
      ) : (
        <Card>
          {error ? (
            <FailureState error={error} onRetry={() => read({ requestPolicy: 'network-only' })} />
          ) : fetching || data === undefined ? (
            <SkeletonRows count={3} />
          ) : (
            <EmptyState icon={Webhook} title="There is no such webhook" message="It may have been removed." />
          )}
        </Card>
      )}
    </div>
  )
}
