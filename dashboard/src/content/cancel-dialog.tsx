'use client'

import { clsx } from 'clsx'
import { useId, useState } from 'react'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Form } from '#ui/form.tsx'
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
  const { send, problems, isBusy } = useFormMutation(cancelRunMutation, data => data.cancelRun.userErrors)

  const submit = async () => {
    if (!(await send({ input: { runId, reason: reason.trim() || null } }))) return
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
          <Button type="submit" form={formId} variant="destroy" isBusy={isBusy}>
            Cancel the run
          </Button>
        </>
      }
    >
      <Form id={formId} problems={problems} onSubmit={() => void submit()} className="space-y-4">
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
      </Form>
    </Dialog>
  )
}
