'use client'

import { clsx } from 'clsx'
import { useId, useState } from 'react'
import type { ContentCoreFragment } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { MAX_REGENERATIONS } from '#reviews/reject-dialog.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Form } from '#ui/form.tsx'
import { CONTROL, FormField } from '#ui/form-field.tsx'
import { useToast } from '#ui/toasts.tsx'
import { regenerateContentMutation } from './operations.ts'

interface RegenerateDialogProps {
  content: ContentCoreFragment
  onStarted: () => void
  onClose: () => void
}

/** Asks what to do differently, then has a rejected content made again. */
export function RegenerateDialog({ content, onStarted, onClose }: RegenerateDialogProps) {
  const formId = useId()
  const toast = useToast()
  // Who cancels a run says why, which is no feedback on the work.
  const isCancelled = content.currentRun?.status === 'CANCELLED'
  const rejected = isCancelled ? undefined : content.gates.findLast(({ status }) => status === 'REJECTED')
  const [feedback, setFeedback] = useState(rejected?.feedback ?? '')
  const { send, problems, isBusy } = useFormMutation(
    regenerateContentMutation,
    data => data.regenerateContent.userErrors,
  )
  const left = MAX_REGENERATIONS - content.regenerations

  const submit = async () => {
    if (!(await send({ input: { contentId: content.id, feedback: feedback.trim() } }))) return
    toast({ tone: 'ok', message: 'The pipeline makes it again with your feedback.' })
    onStarted()
    onClose()
  }

  return (
    <Dialog
      title="Make it again"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            isBusy={isBusy}
            disabled={left <= 0 || !feedback.trim()}
          >
            Make it again
          </Button>
        </>
      }
    >
      <Form id={formId} problems={problems} onSubmit={() => void submit()} className="space-y-4">
        <FormField
          label="What to do differently"
          error={
            left <= 0 ? `It was made again ${MAX_REGENERATIONS} times already, which is the most.` : null
          }
          hint={`Made again ${content.regenerations} of ${MAX_REGENERATIONS} times so far.`}
        >
          {attributes => (
            <textarea
              {...attributes}
              data-first
              required
              rows={4}
              maxLength={2000}
              disabled={left <= 0}
              value={feedback}
              onChange={event => setFeedback(event.target.value)}
              className={clsx(CONTROL, 'py-2')}
            />
          )}
        </FormField>
      </Form>
    </Dialog>
  )
}
