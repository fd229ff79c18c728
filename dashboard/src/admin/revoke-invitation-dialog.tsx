'use client'

import type { InvitationItemFragment } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { useToast } from '#ui/toasts.tsx'
import { revokeInvitationMutation } from './invitation-operations.ts'

interface RevokeInvitationDialogProps {
  invitation: InvitationItemFragment
  onClose: () => void
}

/** Takes an invitation back. */
export function RevokeInvitationDialog({ invitation, onClose }: RevokeInvitationDialogProps) {
  const toast = useToast()
  const { send, problems, isBusy } = useFormMutation(
    revokeInvitationMutation,
    data => data.revokeInvitation.userErrors,
  )
  const revoke = async () => {
    if (!(await send({ input: { id: invitation.id } }))) return
    toast({ tone: 'ok', message: `The invitation of ${invitation.name} is taken back.` })
    onClose()
  }
  return (
    <ConfirmDialog
      title="Take this invitation back?"
      confirm="Take it back"
      isBusy={isBusy}
      problem={problems.whole}
      onConfirm={() => void revoke()}
      onClose={onClose}
    >
      <p>The link that was mailed to {invitation.email} works no longer. You can invite them anew.</p>
    </ConfirmDialog>
  )
}
