'use client'

import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { DeadLink } from './dead-link.tsx'
import { EntryHeader } from './entry-frame.tsx'
import { ToSignIn } from './links.tsx'
import { Said } from './said.tsx'
import { useEntryForm } from './use-entry-form.ts'
import { useLinkToken } from './use-link-token.ts'

const answer = z.object({ email: z.string() })

/** Confirms an e-mail address by the link of a mail: on a press, so that programs which open links confirm nothing. */
export function VerifyEmail() {
  const token = useLinkToken()
  const [confirmed, setConfirmed] = useState<string | null>(null)
  const form = useEntryForm('/api/account/verify-email', answer)

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
  return (
    <>
      <EntryHeader title="Confirm your address" lead="One press, and the address of the mail is yours." />
      <Form
        problems={form.problems}
        onSubmit={() => void form.send({ token }).then(done => setConfirmed(done?.email ?? null))}
      >
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
