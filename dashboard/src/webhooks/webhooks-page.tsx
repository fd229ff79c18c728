'use client'

import { Plus, Webhook } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useQuery } from 'urql'
import type { WebhookItemFragment } from '#generated/graphql.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FailureState } from '#ui/failure-state.tsx'
import { Panel } from '#ui/panel.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { webhooksQuery } from './operations.ts'
import { WebhookDialog } from './webhook-dialog.tsx'
import { WebhookState } from './webhook-state.tsx'

/** Addresses of the viewer's own that their notifications are posted to. */
export function WebhooksPage() {
  const [{ data, error }, read] = useQuery({ query: webhooksQuery })
  const [isAdding, setAdding] = useState(false)
  const readAgain = () => read({ requestPolicy: 'network-only' })
  const webhooks = data?.webhooks
  const add = (
    <Button variant="primary" size="small" icon={Plus} onClick={() => setAdding(true)}>
      New webhook
    </Button>
  )
  return (
    <Panel title="Webhooks" isPadded={false} aside={webhooks && webhooks.length > 0 && add}>
      {!webhooks && (error ? <FailureState error={error} onRetry={readAgain} /> : <SkeletonRows count={3} />)}
      {webhooks?.length === 0 && (
        <EmptyState
          icon={Webhook}
          title="No webhooks"
          message="Orion posts your notifications, signed, to an address of yours, so that programs can act on them."
        >
          {add}
        </EmptyState>
      )}
      <ul className="divide-y divide-line">
        {webhooks?.map(webhook => (
          <li key={webhook.id}>
            <WebhookRow webhook={webhook} />
          </li>
        ))}
      </ul>
      {isAdding && <WebhookDialog onSaved={readAgain} onClose={() => setAdding(false)} />}
    </Panel>
  )
}

function WebhookRow({ webhook }: { webhook: WebhookItemFragment }) {
  return (
    <Link
      href={`/settings/webhooks/${webhook.id}`}
      className="-outline-offset-2 flex flex-wrap items-center gap-x-3.5 gap-y-1.5 px-4 py-3.5 hover:bg-sunken"
    >
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{webhook.description || new URL(webhook.url).host}</span>
        <span className="block truncate text-muted text-xs">{webhook.url}</span>
      </span>
      <WebhookState webhook={webhook} />
    </Link>
  )
}
