'use client'

import { type ReactNode, useId, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Form } from '#ui/form.tsx'
import type { FormProblems } from '#ui/form-problems.ts'
import { OwnPasswordField } from '#ui/own-password-field.tsx'

interface OwnerDialogProps {
  title: string
  /** What will happen, and whether it can be taken back. */
  children: ReactNode
  /** The words of the button that does it. */
  confirm: string
  variant: 'primary' | 'destroy'
  /** With the field `password` when it is needed. */
  problems: FormProblems
  isBusy: boolean
  /** @param password when it was asked for */
  onConfirm: (password: string | undefined) => void
  onClose: () => void
}

/** Asks before something is done that takes the owner of the account; for their password once Orion wants it. */
export function OwnerDialog(props: OwnerDialogProps) {
  const { title, children, confirm, variant, problems, isBusy, onConfirm, onClose } = props
  const formId = useId()
  const [password, setPassword] = useState('')
  const [asks, setAsks] = useState(false)
  if (problems.fields.password && !asks) setAsks(true)
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant={variant} isBusy={isBusy}>
            {confirm}
          </Button>
        </>
      }
    >
      <Form id={formId} problems={problems} onSubmit={() => onConfirm(asks ? password : undefined)}>
        <div className="space-y-2 text-muted">{children}</div>
        {asks && (
          <OwnPasswordField value={password} onChange={setPassword} error={problems.fields.password} />
        )}
      </Form>
    </Dialog>
  )
}
