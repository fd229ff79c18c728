'use client'

import { QRCodeSVG } from 'qrcode.react'
import { useId, useState } from 'react'
import type { AccountFragment } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Form } from '#ui/form.tsx'
import { OwnPasswordField } from '#ui/own-password-field.tsx'
import { SecretText } from '#ui/secret-text.tsx'
import { TextField } from '#ui/text-field.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { confirmTotpMutation, enrolTotpMutation } from './second-factor-operations.ts'

interface TotpDialogProps {
  account: AccountFragment
  /** Called when the second factor is another one. */
  onDone: () => void
  onClose: () => void
}

interface AppSetup {
  secret: string
  uri: string
}

/** Sets up an authenticator app: the password, the app, a code of it, and the codes for when it is lost. */
export function EnrolTotpDialog({ account, onDone, onClose }: TotpDialogProps) {
  const [setup, setSetup] = useState<AppSetup | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  if (codes) return <RecoveryCodes codes={codes} onClose={onClose} />
  if (!setup) return <PasswordStep account={account} onSetup={setSetup} onClose={onClose} />
  return (
    <CodeStep
      setup={setup}
      onCodes={made => {
        setCodes(made)
        onDone()
      }}
      onClose={onClose}
    />
  )
}

interface PasswordStepProps {
  account: AccountFragment
  onSetup: (setup: AppSetup) => void
  onClose: () => void
}

function PasswordStep({ account, onSetup, onClose }: PasswordStepProps) {
  const formId = useId()
  const [password, setPassword] = useState('')
  const { send, problems, isBusy } = useFormMutation(enrolTotpMutation, data => data.enrolTotp.userErrors, {
    fields: ['password'],
    isSecret: true,
  })
  const begin = async () => {
    const begun = await send({ input: { password } })
    const { secret, uri } = begun?.enrolTotp ?? {}
    if (secret && uri) onSetup({ secret, uri })
  }
  return (
    <Dialog
      title="Set up a second factor"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={isBusy}>
            Go on
          </Button>
        </>
      }
    >
      <Form id={formId} problems={problems} onSubmit={() => void begin()}>
        <input type="text" hidden readOnly autoComplete="username" value={account.username} />
        <OwnPasswordField
          data-first
          value={password}
          onChange={setPassword}
          error={problems.fields.password}
        />
      </Form>
    </Dialog>
  )
}

interface CodeStepProps {
  setup: AppSetup
  onCodes: (codes: readonly string[]) => void
  onClose: () => void
}

function CodeStep({ setup, onCodes, onClose }: CodeStepProps) {
  const formId = useId()
  const [code, setCode] = useState('')
  const { send, problems, isBusy } = useFormMutation(
    confirmTotpMutation,
    data => data.confirmTotp.userErrors,
    { fields: ['code'], isSecret: true },
  )
  const confirm = async () => {
    const confirmed = await send({ input: { code: code.trim() } })
    if (confirmed?.confirmTotp.recoveryCodes) onCodes(confirmed.confirmTotp.recoveryCodes)
  }
  return (
    <Dialog
      title="Set up a second factor"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={isBusy}>
            Turn it on
          </Button>
        </>
      }
    >
      <Form id={formId} problems={problems} onSubmit={() => void confirm()}>
        <p className="text-muted">Scan this with an authenticator app, or type the secret into it.</p>
        {/* Apps expect dark on light, in both themes, with a rim. */}
        <div className="mx-auto w-fit rounded-xl bg-white p-3 ring-1 ring-line">
          <QRCodeSVG value={setup.uri} size={176} title="QR code for an authenticator app" />
        </div>
        <SecretText label="Secret" text={setup.secret.replace(/.{4}(?=.)/g, '$& ')} />
        <TextField
          label="Code"
          hint="The six digits that the app shows now."
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          maxLength={10}
          value={code}
          onChange={setCode}
          error={problems.fields.code}
        />
      </Form>
    </Dialog>
  )
}
