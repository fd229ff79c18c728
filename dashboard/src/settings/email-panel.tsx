'use client'

import { MailCheck, MailWarning } from 'lucide-react'
import Link from 'next/link'
import { useId, useState } from 'react'
import type { AccountFragment } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Form, FormProblem } from '#ui/form.tsx'
import { OwnPasswordField } from '#ui/own-password-field.tsx'
import { Panel } from '#ui/panel.tsx'
import { TextField } from '#ui/text-field.tsx'
import { useToast } from '#ui/toasts.tsx'
import { changeEmailMutation, sendEmailConfirmationMutation } from './operations.ts'

const FIRST_PASSWORD = '/welcome?next=%2Fsettings%2Fprofile'

/** The viewer's e-mail address: whether it is confirmed, and the way to another one. */
export function EmailPanel({ account }: { account: AccountFragment }) {
  const toast = useToast()
  const [isChanging, setChanging] = useState(false)
  const { send, problems, isBusy } = useFormMutation(
    sendEmailConfirmationMutation,
    data => data.sendEmailConfirmation.userErrors,
  )
  const { email, isEmailConfirmed, pendingEmail, needsOnboarding } = account

  const sendLink = async () => {
    if (!(await send({}))) return
    toast({ tone: 'ok', message: `A link is on its way to ${email}.` })
  }

  return (
    <Panel title="E-mail">
      <div className="space-y-3">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="break-all font-medium">{email}</span>
          {isEmailConfirmed ? (
            <Badge tone="ok" icon={MailCheck}>
              Confirmed
            </Badge>
          ) : (
            <Badge tone="warn" icon={MailWarning}>
              Not confirmed
            </Badge>
          )}
        </p>
        {pendingEmail && (
          <p className="text-muted">
            <span className="break-all">{pendingEmail}</span> takes its place as soon as you use the link that
            was mailed there.
          </p>
        )}
        <FormProblem>{problems.whole}</FormProblem>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          {!isEmailConfirmed && (
            <Button isBusy={isBusy} onClick={() => void sendLink()}>
              Send a link to confirm it
            </Button>
          )}
          {needsOnboarding ? (
            <p className="text-muted">
              Another address takes your password.{' '}
              <Link
                href={FIRST_PASSWORD}
                className="font-medium text-accent-ink underline underline-offset-2"
              >
                Choose one first
              </Link>
              .
            </p>
          ) : (
            <Button onClick={() => setChanging(true)}>Change the address</Button>
          )}
        </div>
      </div>
      {isChanging && <ChangeEmailDialog account={account} onClose={() => setChanging(false)} />}
    </Panel>
  )
}

function ChangeEmailDialog({ account, onClose }: { account: AccountFragment; onClose: () => void }) {
  const formId = useId()
  const toast = useToast()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { send, problems, isBusy } = useFormMutation(
    changeEmailMutation,
    data => data.changeEmail.userErrors,
    { fields: ['email', 'password'] },
  )
  const change = async () => {
    if (!(await send({ input: { email: email.trim(), password } }))) return
    toast({ tone: 'ok', message: `A link is on its way to ${email.trim()}. Use it to make the change.` })
    onClose()
  }
  return (
    <Dialog
      title="Another e-mail address"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={isBusy}>
            Send a link there
          </Button>
        </>
      }
    >
      <Form id={formId} problems={problems} onSubmit={() => void change()}>
        <input type="text" hidden readOnly autoComplete="username" value={account.username} />
        <TextField
          label="New e-mail address"
          data-first
          type="email"
          autoComplete="email"
          required
          maxLength={320}
          value={email}
          onChange={setEmail}
          error={problems.fields.email}
        />
        <OwnPasswordField value={password} onChange={setPassword} error={problems.fields.password} />
      </Form>
    </Dialog>
  )
}
