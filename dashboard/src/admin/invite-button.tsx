'use client'

import { UserPlus } from 'lucide-react'
import { useId, useState } from 'react'
import type { Role } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Form } from '#ui/form.tsx'
import { OwnPasswordField } from '#ui/own-password-field.tsx'
import { TextField } from '#ui/text-field.tsx'
import { useToast } from '#ui/toasts.tsx'
import { inviteUserMutation } from './invitation-operations.ts'
import { RoleChoice } from './role-choice.tsx'

/** Invites somebody by mail. */
export function InviteButton() {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" icon={UserPlus} onClick={() => setOpen(true)}>
        Invite
      </Button>
      {isOpen && <InviteDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function InviteDialog({ onClose }: { onClose: () => void }) {
  const formId = useId()
  const toast = useToast()
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('EDITOR')
  const [ownPassword, setOwnPassword] = useState('')
  const [asks, setAsks] = useState(false)
  const { send, problems, isBusy } = useFormMutation(inviteUserMutation, data => data.inviteUser.userErrors, {
    fields: ['email', 'name', 'ownPassword'],
  })
  if (problems.fields.ownPassword && !asks) setAsks(true)
  const invite = async () => {
    const input = { email: email.trim(), name, role, ownPassword: asks ? ownPassword : undefined }
    if (!(await send({ input }))) return
    toast({ tone: 'ok', message: `An invitation is on its way to ${email.trim()}.` })
    onClose()
  }
  return (
    <Dialog
      title="Invite somebody"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={isBusy}>
            Send the invitation
          </Button>
        </>
      }
    >
      <Form id={formId} problems={problems} onSubmit={() => void invite()}>
        <TextField
          label="E-mail"
          data-first
          type="email"
          autoComplete="off"
          required
          maxLength={320}
          value={email}
          onChange={setEmail}
          error={problems.fields.email}
        />
        <TextField
          label="Name"
          autoComplete="off"
          required
          maxLength={100}
          value={name}
          onChange={setName}
          error={problems.fields.name}
        />
        <RoleChoice value={role} onChange={setRole} />
        <p className="text-muted">
          They choose a username and a password by a link that works for a week. Without a mail server you
          find it under Mails.
        </p>
        {asks && role === 'ADMIN' && (
          <OwnPasswordField
            value={ownPassword}
            onChange={setOwnPassword}
            error={problems.fields.ownPassword}
          />
        )}
      </Form>
    </Dialog>
  )
}
