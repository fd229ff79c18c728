'use client'

import type { UserItemFragment } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { useToast } from '#ui/toasts.tsx'
import { resetSecondFactorMutation } from './operations.ts'

/** Turns the second factor of somebody off who lost it. */
export function ResetSecondFactorDialog({ user, onClose }: { user: UserItemFragment; onClose: () => void }) {
  const toast = useToast()
  const { send, problems, isBusy } = useFormMutation(
    resetSecondFactorMutation,
    data => data.resetSecondFactor.userErrors,
  )
  const reset = async () => {
    if (!(await send({ input: { userId: user.id } }))) return
    toast({ tone: 'ok', message: `${user.name} signs in with the password alone now.` })
    onClose()
  }
  return (
    <ConfirmDialog
      title={`Turn the second factor of ${user.name} off?`}
      confirm="Turn it off"
      isBusy={isBusy}
      problem={problems.whole}
      onConfirm={() => void reset()}
      onClose={onClose}
    >
      <p>For somebody who lost their app and their recovery codes. Make sure that it is them who ask.</p>
    </ConfirmDialog>
  )
}
