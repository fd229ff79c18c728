'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { z } from 'zod'
import { FormProblem } from '#ui/form.tsx'
import { SkeletonLines } from '#ui/skeleton.tsx'
import { DeadLink } from './dead-link.tsx'
import { EntryHeader } from './entry-frame.tsx'
import { InvitationForm } from './invitation-form.tsx'
import { useEntryForm } from './use-entry-form.ts'
import { useLinkToken } from './use-link-token.ts'

const invitation = z.object({
  email: z.string(),
  name: z.string(),
  role: z.enum(['ADMIN', 'EDITOR', 'VIEWER']),
})

export type OpenInvitation = z.infer<typeof invitation>

/** Makes the account somebody was invited to, by the link of a mail. */
export function AcceptInvitation() {
  const token = useLinkToken()
  const [open, setOpen] = useState<OpenInvitation | null>(null)
  const { send, problems, code } = useEntryForm('/api/account/invitation', invitation)
  const look = useEffectEvent((token: string) => void send({ token }).then(setOpen))
  useEffect(() => {
    if (token) look(token)
  }, [token])

  if (token === null) return <DeadLink>It lacks a part. Open the link of the mail again.</DeadLink>
  if (code === 'INVALID_TOKEN') {
    return (
      <DeadLink>
        It was used, was taken back or replaced, or is older than a week. Ask for a new one.
      </DeadLink>
    )
  }
  if (token && open) return <InvitationForm token={token} invitation={open} />
  return (
    <>
      <EntryHeader title="Welcome to Orion" lead="Your invitation is looked up." />
      <FormProblem>{problems.whole}</FormProblem>
      {!problems.whole && (
        <div aria-busy="true">
          <SkeletonLines count={4} />
        </div>
      )}
    </>
  )
}
