'use client'

import { useState } from 'react'
import { z } from 'zod'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { OpenInvitation } from './accept-invitation.tsx'
import { FirstPasswordField, UsernameField } from './account-fields.tsx'
import { DeadLink } from './dead-link.tsx'
import { EntryHeader } from './entry-frame.tsx'
import { useEntryForm } from './use-entry-form.ts'

const answer = z.object({ redirectTo: z.string() })

/** Asks who was invited for a username and a password. */
export function InvitationForm({ token, invitation }: { token: string; invitation: OpenInvitation }) {
  const [name, setName] = useState(invitation.name)
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [isLeaving, setLeaving] = useState(false)
  const { send, problems, code, isBusy } = useEntryForm('/api/session/accept-invitation', answer, [
    'name',
    'username',
    'password',
  ])

  const submit = async () => {
    const accepted = await send({ token, name, username, password })
    if (!accepted) return
    setLeaving(true)
    window.location.assign(accepted.redirectTo)
  }

  if (code === 'INVALID_TOKEN')
    return <DeadLink>It was used or taken back in the meantime. Ask for a new one.</DeadLink>
  return (
    <>
      <EntryHeader
        title="Welcome to Orion"
        lead={`You are invited as ${invitation.role.toLowerCase()}, with the address ${invitation.email}.`}
      />
      <Form problems={problems} onSubmit={() => void submit()}>
        <TextField
          label="Name"
          size="large"
          name="name"
          autoComplete="name"
          required
          maxLength={100}
          value={name}
          onChange={setName}
          error={problems.fields.name}
        />
        <UsernameField value={username} onChange={setUsername} error={problems.fields.username} />
        <FirstPasswordField value={password} onChange={setPassword} error={problems.fields.password} />
        <Button type="submit" variant="primary" size="large" isBusy={isBusy || isLeaving} className="w-full">
          Make the account
        </Button>
      </Form>
    </>
  )
}
