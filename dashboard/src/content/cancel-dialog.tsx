'use client'

import { clsx } from 'clsx'
import { type FormEvent, useId, useState } from 'react'
import { useMutation } from 'urql'
import { whatWentWrong } from '#graph/failure.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { CONTROL, FormField } from '#ui/form-field.tsx'
import { useToast } from '#ui/toasts.tsx'
import { cancelRunMutation } from './operations.ts'

interface CancelDialogProps {
  runId: string
  onCancelled: () => void
  onClose: () => void
}

/** Asks before a run is ended. */
export function CancelDialog({ runId, onCancelled, onClose }: CancelDialogProps) {
  const formId = useId()
  const toast = useToast()
  const [reason, setReason] = useState('')
  const [{ fetching }, cancel] = useMutation(cancelRunMutation)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { data, error } = await cancel({ input: { runId, reason: reason.trim() || null } })
    const problem = whatWentWrong(error, data?.cancelRun.userErrors)
    if (problem) return toast({ tone: 'bad', message: problem.message })
    toast({ tone: 'ok', message: 'The run was cancelled.' })
    onCancelled()
    onClose()
  }

  return (
    <Dialog
      title="Cancel this run?"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Keep it running</Button>
          <Button type="submit" form={formId} variant="destroy" isBusy={fetching}>
            Cancel the run
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={event => void submit(event)} className="space-y-4">
        <p className="text-muted">What is done so far stays. The content can be started again later.</p>
        <FormField label="Reason (optional)">
          {attributes => (
            <input
              {...attributes}
              maxLength={500}
              value={reason}
              onChange={event => setReason(event.target.value)}
              className={clsx(CONTROL, 'h-10')}
            />
          )}
        </FormField>
      </form>
    </Dialog>
  )
}
