'use client'

import { CircleCheck } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { z } from 'zod'
import { Button, buttonClasses } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { PasswordField } from '#ui/text-field.tsx'
import { DeadLink } from './dead-link.tsx'
import { EntryHeader } from './entry-frame.tsx'
import { LINK } from './links.tsx'
import { NEW_PASSWORD_HINT } from './new-password-hint.ts'
import { Said } from './said.tsx'
import { useEntryForm } from './use-entry-form.ts'
import { useLinkToken } from './use-link-token.ts'

/** Sets a new password by the link of a mail. */
export function ResetPassword() {
  const token = useLinkToken()
  const [password, setPassword] = useState('')
  const [isDone, setDone] = useState(false)
  const form = useEntryForm('/api/account/reset-password', z.unknown(), ['password'])

  if (isDone) {
    return (
      <>
        <Said icon={CircleCheck} title="Your password is changed">
          <p>All sessions and all API keys were ended.</p>
          <p className="mt-3">
            Linked accounts, webhooks and the second factor are as they were. Look whether they are yours,
            when you have signed in with the new password.
          </p>
        </Said>
        <Link
          href="/sign-in?next=/settings/security"
          className={`${buttonClasses({ variant: 'primary', size: 'large' })} mt-6 w-full`}
        >
          Sign in
        </Link>
      </>
    )
  }
  if (token === null)
    return <DeadLink>It lacks a part. Open the link of the mail again, or ask for a new one.</DeadLink>
  if (form.code === 'INVALID_TOKEN') {
    return (
      <>
        <DeadLink>It was used, was replaced by a later one, or is older than an hour.</DeadLink>
        <p className="mt-2">
          <Link href="/forgot-password" className={LINK}>
            Ask for a new link
          </Link>
        </p>
      </>
    )
  }
  return (
    <>
      <EntryHeader title="New password" lead="All your sessions and API keys end when it is changed." />
      <Form
        problems={form.problems}
        onSubmit={() => void form.send({ token, password }).then(answer => setDone(answer !== null))}
      >
        <PasswordField
          label="New password"
          size="large"
          name="password"
          autoComplete="new-password"
          required
          value={password}
          onChange={setPassword}
          error={form.problems.fields.password}
          hint={NEW_PASSWORD_HINT}
        />
        <Button
          type="submit"
          variant="primary"
          size="large"
          isBusy={form.isBusy}
          disabled={!token}
          className="w-full"
        >
          Change the password
        </Button>
      </Form>
    </>
  )
}
