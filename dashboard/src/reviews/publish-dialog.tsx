'use client'

import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { fullMoment } from '#ui/format.ts'
import { NOWHERE_CONNECTED, type PublishPlan } from './publish-plan.ts'
import type { Account } from './use-active-accounts.ts'

interface PublishDialogProps {
  /** Null while they are not known. */
  accounts: readonly Account[] | null
  plan: PublishPlan
  /** The words of the button that does it. */
  confirm: string
  onConfirm: () => void
  onClose: () => void
}

/** Asks before a key sends something out. */
export function PublishDialog({ accounts, plan, confirm, onConfirm, onClose }: PublishDialogProps) {
  const chosen = accounts?.filter(({ id }) => plan.accountIds?.includes(id) ?? true)
  const where = chosen ? chosen.map(({ displayName }) => displayName).join(', ') : 'all active accounts'
  return (
    <ConfirmDialog
      title={`${confirm}?`}
      confirm={confirm}
      isDestructive={false}
      isBusy={false}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>
        {where === ''
          ? NOWHERE_CONNECTED
          : plan.at === null
            ? `It goes out now, on ${where}. What is posted cannot be taken back here.`
            : `It goes out on ${where}, at ${fullMoment(new Date(plan.at).toISOString())}.`}
      </p>
    </ConfirmDialog>
  )
}
