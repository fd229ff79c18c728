'use client'

import { useId, useState } from 'react'
import type { UserItemFragment } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { ROLE } from '#pipeline/names.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Form } from '#ui/form.tsx'
import { OwnPasswordField } from '#ui/own-password-field.tsx'
import { useToast } from '#ui/toasts.tsx'
import { setUserRoleMutation } from './operations.ts'
import { RoleChoice } from './role-choice.tsx'

/** Gives a user another role; that of an admin with the password, once Orion wants it. */
export function RoleDialog({ user, onClose }: { user: UserItemFragment; onClose: () => void }) {
  const formId = useId()
  const toast = useToast()
  const [role, setRole] = useState(user.role)
  const [ownPassword, setOwnPassword] = useState('')
  const [asks, setAsks] = useState(false)
  const { send, problems, isBusy } = useFormMutation(
    setUserRoleMutation,
    data => data.setUserRole.userErrors,
    { fields: ['ownPassword'] },
  )
  if (problems.fields.ownPassword && !asks) setAsks(true)

  const save = async () => {
    const input = { id: user.id, role, ownPassword: asks ? ownPassword : undefined }
    if (!(await send({ input }))) return
    toast({ tone: 'ok', message: `${user.name} is now ${ROLE[role].toLowerCase()}.` })
    onClose()
  }

  return (
    <Dialog
      title={`Role of ${user.name}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={isBusy} disabled={role === user.role}>
            Change the role
          </Button>
        </>
      }
    >
      <Form id={formId} problems={problems} onSubmit={() => void save()}>
        <RoleChoice value={role} onChange={setRole} />
        <p className="text-muted">It holds at once, also on pages that are open.</p>
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
