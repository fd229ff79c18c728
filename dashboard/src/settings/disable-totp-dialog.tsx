'use client'

import { useId, useState } from 'react'
import type { AccountFragment } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Form } from '#ui/form.tsx'
import { useToast } from '#ui/toasts.tsx'
import { NO_PASSWORD_AND_CODE, PasswordAndCodeFields } from './password-and-code.tsx'
import { disableTotpMutation } from './second-factor-operations.ts'

interface DisableTotpDialogProps {
  account: AccountFragment
  onDone: () => void
  onClose: () => void
}

/** Turns the viewer's second factor off. */
export function DisableTotpDialog({ account, onDone, onClose }: DisableTotpDialogProps) {
  const formId = useId()
  const toast = useToast()
  const [input, setInput] = useState(NO_PASSWORD_AND_CODE)
  const { send, problems, isBusy } = useFormMutation(
    disableTotpMutation,
    data => data.disableTotp.userErrors,
    { fields: ['password', 'code'] },
  )
  const disable = async () => {
    if (!(await send({ input }))) return
    toast({ tone: 'info', message: 'Signing in takes your password alone now.' })
    onDone()
    onClose()
  }
  return (
    <Dialog
      title="Turn the second factor off?"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Keep it on</Button>
          <Button type="submit" form={formId} variant="destroy" isBusy={isBusy}>
            Turn it off
          </Button>
        </>
      }
    >
      <Form id={formId} problems={problems} onSubmit={() => void disable()}>
        <p className="text-muted">Your password alone lets in whoever has it then.</p>
        <PasswordAndCodeFields account={account} value={input} onChange={setInput} problems={problems} />
      </Form>
    </Dialog>
  )
}
