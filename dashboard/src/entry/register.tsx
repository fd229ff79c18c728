'use client'

import { MailCheck } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { TextField } from '#ui/text-field.tsx'
import { FirstPasswordField, UsernameField } from './account-fields.tsx'
import { EntryHeader } from './entry-frame.tsx'
import { ToSignIn } from './links.tsx'
import { Said } from './said.tsx'
import { useEntryForm } from './use-entry-form.ts'

const FIELDS = ['name', 'email', 'username', 'password'] as const

/** Asks for an account of one's own, where registration is open. It is made once the address is confirmed. */
export function Register() {
  const [input, setInput] = useState({ name: '', email: '', username: '', password: '' })
  const [isSent, setSent] = useState(false)
  const { send, problems, isBusy } = useEntryForm('/api/account/register', z.unknown(), FIELDS)
  const change = (part: Partial<typeof input>) => setInput(current => ({ ...current, ...part }))

  if (isSent) {
    return (
      <>
        <Said icon={MailCheck} title="Look into your mails">
          A mail is on its way to {input.email}. Your account is made as soon as you confirm the address.
        </Said>
        <ToSignIn />
      </>
    )
  }
  return (
    <>
      <EntryHeader title="Register" lead="You can look at everything; an admin can give you more rights." />
      <Form
        problems={problems}
        onSubmit={() =>
          void send({ ...input, email: input.email.trim() }).then(done => setSent(done !== null))
        }
      >
        <TextField
          label="Name"
          size="large"
          name="name"
          autoComplete="name"
          required
          maxLength={100}
          value={input.name}
          onChange={name => change({ name })}
          error={problems.fields.name}
        />
        <TextField
          label="E-mail"
          size="large"
          type="email"
          name="email"
          autoComplete="email"
          required
          maxLength={320}
          value={input.email}
          onChange={email => change({ email })}
          error={problems.fields.email}
        />
        <UsernameField
          value={input.username}
          onChange={username => change({ username })}
          error={problems.fields.username}
        />
        <FirstPasswordField
          value={input.password}
          onChange={password => change({ password })}
          error={problems.fields.password}
        />
        <Button type="submit" variant="primary" size="large" isBusy={isBusy} className="w-full">
          Register
        </Button>
      </Form>
      <ToSignIn />
    </>
  )
}
