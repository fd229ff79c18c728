'use client'

import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { SecretText } from '#ui/secret-text.tsx'

/** Shows the secret of a webhook, this once. */
export function WebhookSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Dialog
      isHeld
      title="The webhook’s secret"
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          I have kept it
        </Button>
      }
    >
      <div className="space-y-4">
        <p className="rounded-lg bg-warn-soft px-3.5 py-2.5 text-warn">
          Copy it now: it cannot be shown again.
        </p>
        <SecretText label="Secret" text={secret} />
        <p className="text-muted">
          Your program checks the header <code className="font-mono text-[0.8125rem]">webhook-signature</code>{' '}
          with it, as Standard Webhooks describe.
        </p>
      </div>
    </Dialog>
  )
}
