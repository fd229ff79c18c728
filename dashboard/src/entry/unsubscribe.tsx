'use client'

import { BellOff } from 'lucide-react'
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

/** Ends mails about notifications by the link of one: on a press, so that programs which open links end nothing. */
export function Unsubscribe() {
  const token = useLinkToken()
  const [isDone, setDone] = useState(false)
  const form = useEntryForm('/api/account/unsubscribe', z.object({}))

  if (isDone) {
    return (
      <>
        <Said icon={BellOff} title="No more mails">
          Notifications are not mailed to you any more. Mails about the security of your account still come.
          In the settings you can choose anew.
        </Said>
        <ToSignIn>Go on to Orion</ToSignIn>
      </>
    )
  }
  if (token === null) return <DeadLink>It lacks a part. Open the link of the mail again.</DeadLink>
  if (form.code === 'INVALID_TOKEN')
    return <DeadLink>The address it was mailed to belongs to no account any more.</DeadLink>
  return (
    <>
      <EntryHeader title="No more mails?" lead="Notifications will not be mailed to you any more." />
      <Form
        problems={form.problems}
        onSubmit={() => void form.send({ token }).then(done => setDone(done !== null))}
      >
        <Button
          type="submit"
          variant="primary"
          size="large"
          isBusy={form.isBusy}
          disabled={!token}
          className="w-full"
        >
          Send me no more
        </Button>
      </Form>
    </>
  )
}
