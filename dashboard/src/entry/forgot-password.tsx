'use client'

import { MailCheck } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { TextField } from '#ui/text-field.tsx'
import { EntryHeader } from './entry-frame.tsx'
import { ToSignIn } from './links.tsx'
import { Said } from './said.tsx'
import { useEntryForm } from './use-entry-form.ts'

/** Asks for a mail with a link to a new password. Nobody learns from it who has an account. */
export function ForgotPassword() {
  const [email, setEmail] = useState('')
  const [isSent, setSent] = useState(false)
  const { send, problems, isBusy } = useEntryForm('/api/account/forgot-password', z.unknown(), ['email'])

  if (isSent) {
    return (
      <>
        <Said icon={MailCheck} title="Look into your mails">
          If {email} belongs to an account, a link to a new password is on its way. It works for an hour.
        </Said>
        <ToSignIn />
      </>
    )
  }
  return (
    <>
      <EntryHeader
        title="Forgotten password"
        lead="Tell your e-mail address, and a link to a new password is sent to it."
      />
      <Form
        problems={problems}
        onSubmit={() => void send({ email: email.trim() }).then(answer => setSent(answer !== null))}
      >
        <TextField
          label="E-mail"
          size="large"
          type="email"
          name="email"
          autoComplete="email"
          required
          maxLength={320}
          value={email}
          onChange={setEmail}
          error={problems.fields.email}
        />
        <Button type="submit" variant="primary" size="large" isBusy={isBusy} className="w-full">
          Send the link
        </Button>
      </Form>
      <ToSignIn />
    </>
  )
}
