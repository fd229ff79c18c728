'use client'

import type { UserItemFragment } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { useToast } from '#ui/toasts.tsx'
import { setUserActiveMutation } from './operations.ts'

/** Keeps a user out, or lets them in again. */
export function ActiveDialog({ user, onClose }: { user: UserItemFragment; onClose: () => void }) {
  const toast = useToast()
  const { send, problems, isBusy } = useFormMutation(
    setUserActiveMutation,
    data => data.setUserActive.userErrors,
  )
  const isActive = user.isActive !== false

  const change = async () => {
    if (!(await send({ input: { id: user.id, isActive: !isActive } }))) return
    toast({ tone: 'ok', message: isActive ? `${user.name} is kept out.` : `${user.name} may sign in again.` })
    onClose()
  }

  return (
    <ConfirmDialog
      title={isActive ? `Deactivate ${user.name}?` : `Activate ${user.name}?`}
      confirm={isActive ? 'Deactivate' : 'Activate'}
      isDestructive={isActive}
      isBusy={isBusy}
      problem={problems.whole}
      onConfirm={() => void change()}
      onClose={onClose}
    >
      {isActive ? (
        <>
          <p>
            Their sessions and API keys end at once and for good, also on pages that are open, and so do links
            that were mailed to them{user.role === 'ADMIN' && ' and invitations they sent'}.
          </p>
          <p>What they made stays, and you can let them in again.</p>
        </>
      ) : (
        <p>They may sign in again, with the role {user.role.toLowerCase()}.</p>
      )}
    </ConfirmDialog>
  )
}
