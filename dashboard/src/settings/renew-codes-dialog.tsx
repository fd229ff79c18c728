'use client'

import { useId, useState } from 'react'
import type { AccountFragment } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Form } from '#ui/form.tsx'
import { NO_PASSWORD_AND_CODE, PasswordAndCodeFields } from './password-and-code.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { renewRecoveryCodesMutation } from './second-factor-operations.ts'

interface RenewCodesDialogProps {
  account: AccountFragment
  onDone: () => void
  onClose: () => void
}

/** Makes new recovery codes, which are shown this once, in the place of the old ones. */
export function RenewCodesDialog({ account, onDone, onClose }: RenewCodesDialogProps) {
  const formId = useId()
  const [input, setInput] = useState(NO_PASSWORD_AND_CODE)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const { send, problems, isBusy } = useFormMutation(
    renewRecoveryCodesMutation,
    data => data.renewRecoveryCodes.userErrors,
    { fields: ['password', 'code'], isSecret: true },
  )
  const renew = async () => {
    const renewed = await send({ input })
    if (!renewed?.renewRecoveryCodes.recoveryCodes) return
    setCodes(renewed.renewRecoveryCodes.recoveryCodes)
    onDone()
  }

  if (codes) return <RecoveryCodes codes={codes} onClose={onClose} />
  return (
    <Dialog
      title="New recovery codes"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={isBusy}>
            Make new codes
          </Button>
        </>
      }
    >
      <Form id={formId} problems={problems} onSubmit={() => void renew()}>
        <p className="text-muted">The codes you have now work no longer.</p>
        <PasswordAndCodeFields account={account} value={input} onChange={setInput} problems={problems} />
      </Form>
    </Dialog>
  )
}
