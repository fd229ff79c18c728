'use client'

import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { PasswordField } from '#ui/text-field.tsx'
import { DeadLink } from './dead-link.tsx'
import { EntryHeader } from './entry-frame.tsx'
import { ToSignIn } from './links.tsx'
import { Said } from './said.tsx'
import { useEntryForm } from './use-entry-form.ts'
import { useLinkToken } from './use-link-token.ts'

const answer = z.object({ email: z.string() })

/**
 * Confirms an e-mail address by the link of a mail: on a press, so that programs which open links confirm nothing. The link of a
 * registration takes its password besides, which the gateway says.
 */
export function VerifyEmail() {
  const token = useLinkToken()
  const [confirmed, setConfirmed] = useState<string | null>(null)
  const [password, setPassword] = useState<string | null>(null)
  const form = useEntryForm('/api/account/verify-email', answer, ['password'])
  const confirm = async () => {
    const done = await form.send(password === null ? { token } : { token, password })
    setConfirmed(done?.email ?? null)
  }

  if (confirmed !== null) {
    return (
      <>
        <Said icon={CircleCheck} title="Your address is confirmed">
          {confirmed} is the address of your account.
        </Said>
        <ToSignIn>Go on to Orion</ToSignIn>
      </>
    )
  }
  if (token === null) return <DeadLink>It lacks a part. Open the link of the mail again.</DeadLink>
  if (form.code === 'INVALID_TOKEN')
    return <DeadLink>It was used, was replaced by a later one, or is older than a day.</DeadLink>
  const isAsked = form.code === 'CONFIRMATION_NEEDED'
  return (
    <>
      <EntryHeader title="Confirm your address" lead="One press, and the address of the mail is yours." />
      <Form problems={form.problems} onSubmit={() => void confirm()}>
        {(isAsked || password !== null) && (
          <PasswordField
            label="Password"
            size="large"
            name="password"
            autoComplete="current-password"
            required
            value={password ?? ''}
            onChange={setPassword}
            error={isAsked ? undefined : form.problems.fields.password}
            hint="The one that you chose when you registered."
          />
        )}
        <Button
          type="submit"
          variant="primary"
          size="large"
          isBusy={form.isBusy}
          disabled={!token}
          className="w-full"
        >
          Confirm the address
        </Button>
      </Form>
    </>
  )
}
