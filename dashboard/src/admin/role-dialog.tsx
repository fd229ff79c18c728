'use client'

import { useId, useState } from 'react'
import type { UserItemFragment } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { ROLE } from '#pipeline/names.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Form } from '#ui/form.tsx'
import { useToast } from '#ui/toasts.tsx'
import { setUserRoleMutation } from './operations.ts'
import { RoleChoice } from './role-choice.tsx'

/** Gives a user another role. */
export function RoleDialog({ user, onClose }: { user: UserItemFragment; onClose: () => void }) {
  const formId = useId()
  const toast = useToast()
  const [role, setRole] = useState(user.role)
  const { send, problems, isBusy } = useFormMutation(setUserRoleMutation, data => data.setUserRole.userErrors)

  const save = async () => {
    if (!(await send({ input: { id: user.id, role } }))) return
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
      </Form>
    </Dialog>
  )
}
