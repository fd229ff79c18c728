'use client'

import type { DeadLetterItemFragment } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { SERVICE } from '#pipeline/names.ts'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { useToast } from '#ui/toasts.tsx'
import { replayDeadLetterMutation } from './dead-letter-operations.ts'

interface ReplayDialogProps {
  letter: DeadLetterItemFragment
  onReplayed: () => void
  onClose: () => void
}

/** Has something tried again that was given up. */
export function ReplayDialog({ letter, onReplayed, onClose }: ReplayDialogProps) {
  const toast = useToast()
  const { id, name, service, kind, error } = letter
  const { send, problems, isBusy } = useFormMutation(
    replayDeadLetterMutation,
    data => data.replayDeadLetter.userErrors,
  )
  const replay = async () => {
    if (!(await send({ input: { id } }))) return
    toast({ tone: 'ok', message: `${SERVICE[service]} has ${name} in its queue again.` })
    onReplayed()
    onClose()
  }
  return (
    <ConfirmDialog
      title={`Replay ${name}?`}
      confirm="Replay"
      isDestructive={false}
      isBusy={isBusy}
      problem={problems.whole}
      onConfirm={() => void replay()}
      onClose={onClose}
    >
      <p>
        {SERVICE[service]} tries the {kind === 'EVENT' ? 'event' : 'job'} again, as often as the first time.
        What it did before it failed is not done twice. If it fails again, it comes back to this list.
      </p>
      <p>It failed with:</p>
      <p className="whitespace-pre-wrap break-words text-bad text-xs">{error}</p>
    </ConfirmDialog>
  )
}
