'use client'

import { KeyRound, Pencil, Power, Send, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { WebhookItemFragment } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { OwnerDialog } from '#settings/owner-dialog.tsx'
import { Button } from '#ui/button.tsx'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { FormProblem } from '#ui/form.tsx'
import { RelativeTime } from '#ui/moment.tsx'
import { Panel } from '#ui/panel.tsx'
import { useToast } from '#ui/toasts.tsx'
import {
  deleteWebhookMutation,
  rotateWebhookSecretMutation,
  testWebhookMutation,
  updateWebhookMutation,
} from './operations.ts'
import { WebhookDialog } from './webhook-dialog.tsx'
import { WebhookSecret } from './webhook-secret.tsx'
import { WebhookState } from './webhook-state.tsx'

interface WebhookPanelProps {
  webhook: WebhookItemFragment
  /** Called when something was sent to the webhook. */
  onSent: () => void
}

/** Where a webhook leads, how it is, and what can be done with it. */
export function WebhookPanel({ webhook, onSent }: WebhookPanelProps) {
  const toast = useToast()
  const [open, setOpen] = useState<'change' | 'rotate' | 'delete' | null>(null)
  const testing = useFormMutation(testWebhookMutation, data => data.testWebhook.userErrors)
  const switching = useFormMutation(updateWebhookMutation, data => data.updateWebhook.userErrors)
  const close = () => setOpen(null)
  const { id, url, description, isEnabled, disabledReason, failingSince, previousSecretUntil } = webhook

  const test = async () => {
    if (!(await testing.send({ input: { id } }))) return
    toast({ tone: 'info', message: 'A test message is on its way.' })
    onSent()
  }

  return (
    <Panel title={description || new URL(url).host} aside={<WebhookState webhook={webhook} />}>
      <div className="space-y-3">
        <p className="break-all font-mono text-[0.8125rem]">{url}</p>
        {!isEnabled && disabledReason && (
          <p className="rounded-lg bg-bad-soft px-3.5 py-2.5 text-bad">Turned off: {disabledReason}</p>
        )}
        {failingSince && (
          <p className="text-muted">
            It has accepted nothing since <RelativeTime at={failingSince} />.
          </p>
        )}
        {previousSecretUntil && (
          <p className="text-muted">
            The secret was changed: the old one holds as well until <RelativeTime at={previousSecretUntil} />.
          </p>
        )}
        <FormProblem>{testing.problems.whole ?? switching.problems.whole}</FormProblem>
        <div className="flex flex-wrap gap-2">
          <Button size="small" icon={Send} isBusy={testing.isBusy} onClick={() => void test()}>
            Send a test
          </Button>
          <Button size="small" icon={Pencil} onClick={() => setOpen('change')}>
            Change
          </Button>
          <Button
            size="small"
            icon={Power}
            isBusy={switching.isBusy}
            onClick={() => void switching.send({ input: { id, isEnabled: !isEnabled } })}
          >
            {isEnabled ? 'Turn off' : 'Turn on'}
          </Button>
          <Button size="small" icon={KeyRound} onClick={() => setOpen('rotate')}>
            New secret
          </Button>
          <Button size="small" variant="danger" icon={Trash2} onClick={() => setOpen('delete')}>
            Remove
          </Button>
        </div>
      </div>
      {open === 'change' && <WebhookDialog webhook={webhook} onSaved={() => undefined} onClose={close} />}
      {open === 'rotate' && <RotateDialog id={id} onClose={close} />}
      {open === 'delete' && <DeleteDialog id={id} onClose={close} />}
    </Panel>
  )
}

function RotateDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const [secret, setSecret] = useState<string | null>(null)
  const { send, problems, isBusy } = useFormMutation(
    rotateWebhookSecretMutation,
    data => data.rotateWebhookSecret.userErrors,
    { fields: ['password'], isSecret: true },
  )
  const rotate = async (password: string | undefined) => {
    const rotated = await send({ input: { id, password } })
    if (rotated?.rotateWebhookSecret.secret) setSecret(rotated.rotateWebhookSecret.secret)
  }
  if (secret !== null) return <WebhookSecret secret={secret} onClose={onClose} />
  return (
    <OwnerDialog
      title="Make a new secret?"
      confirm="Make a new secret"
      variant="primary"
      problems={problems}
      isBusy={isBusy}
      onConfirm={password => void rotate(password)}
      onClose={onClose}
    >
      <p>For a day, messages are signed with the old secret as well, so that your program can be changed.</p>
    </OwnerDialog>
  )
}

function DeleteDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const router = useRouter()
  const toast = useToast()
  const { send, problems, isBusy } = useFormMutation(
    deleteWebhookMutation,
    data => data.deleteWebhook.userErrors,
  )
  const remove = async () => {
    if (!(await send({ input: { id } }))) return
    toast({ tone: 'ok', message: 'The webhook is removed.' })
    router.push('/settings/webhooks')
  }
  return (
    <ConfirmDialog
      title="Remove this webhook?"
      confirm="Remove the webhook"
      isBusy={isBusy}
      problem={problems.whole}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>Nothing more is sent to it, and what was sent is forgotten. This cannot be taken back.</p>
    </ConfirmDialog>
  )
}
