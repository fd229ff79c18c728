'use client'

import { clsx } from 'clsx'
import { useId, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Form } from '#ui/form.tsx'
import { CONTROL, FormField } from '#ui/form-field.tsx'

/** A content is made again this often at most. */
export const MAX_REGENERATIONS = 3

interface RejectDialogProps {
  title: string
  regenerations: number
  isBusy: boolean
  /** Answers what is wrong; null when it is done. */
  onReject: (feedback: string, regenerate: boolean) => Promise<string | null>
  onClose: () => void
}

/** Asks why, and whether the content is to be made again with that as feedback. */
export function RejectDialog({ title, regenerations, isBusy, onReject, onClose }: RejectDialogProps) {
  const formId = useId()
  const [feedback, setFeedback] = useState('')
  const [regenerate, setRegenerate] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const left = MAX_REGENERATIONS - regenerations

  const submit = async () => {
    setProblem(null)
    setProblem(await onReject(feedback.trim(), regenerate && left > 0))
  }

  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="destroy" isBusy={isBusy} disabled={!feedback.trim()}>
            {regenerate && left > 0 ? 'Reject and make again' : 'Reject content'}
          </Button>
        </>
      }
    >
      <Form
        id={formId}
        problems={{ whole: problem, fields: {} }}
        onSubmit={() => void submit()}
        className="space-y-4"
      >
        <FormField label="Reason" hint="Kept in the history; the writers are told when it is made again.">
          {attributes => (
            <textarea
              {...attributes}
              data-first
              required
              rows={4}
              maxLength={2000}
              value={feedback}
              onChange={event => setFeedback(event.target.value)}
              className={clsx(CONTROL, 'py-2')}
            />
          )}
        </FormField>
        <label className={clsx('flex items-start gap-2.5', left <= 0 && 'text-subtle')}>
          <input
            type="checkbox"
            checked={regenerate && left > 0}
            disabled={left <= 0}
            onChange={event => setRegenerate(event.target.checked)}
            className="mt-0.5 size-4 accent-accent"
          />
          <span>
            Make it again with this feedback
            <span className="block text-subtle text-xs">
              {left > 0
                ? `Made again ${regenerations} of ${MAX_REGENERATIONS} times so far.`
                : `It was made again ${MAX_REGENERATIONS} times already.`}
            </span>
          </span>
        </label>
      </Form>
    </Dialog>
  )
}
