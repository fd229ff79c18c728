import { CircleCheck, CirclePause, TriangleAlert } from 'lucide-react'
import type { WebhookItemFragment } from '#generated/graphql.ts'
import { Badge } from '#ui/badge.tsx'

/** Whether a webhook is called, and whether it works. */
export function WebhookState({ webhook }: { webhook: WebhookItemFragment }) {
  if (!webhook.isEnabled) {
    return (
      <Badge
        tone={webhook.disabledReason ? 'bad' : 'neutral'}
        icon={CirclePause}
        title={webhook.disabledReason ?? undefined}
      >
        Off
      </Badge>
    )
  }
  if (webhook.failingSince) {
    return (
      <Badge tone="warn" icon={TriangleAlert}>
        Failing
      </Badge>
    )
  }
  return (
    <Badge tone="ok" icon={CircleCheck}>
      On
    </Badge>
  )
}
