'use client'

import { useState } from 'react'
import { NEW_PASSWORD_HINT } from '#entry/new-password-hint.ts'
import type { AccountFragment } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { Panel } from '#ui/panel.tsx'
import { PasswordField } from '#ui/text-field.tsx'
import { useToast } from '#ui/toasts.tsx'
import { changePasswordMutation } from './operations.ts'

/** Changes the viewer's password. */
export function PasswordPanel({ account }: { account: AccountFragment }) {
  const toast = useToast()
  const [currentPassword, setCurrent] = useState('')
  const [newPassword, setNew] = useState('')
  const { send, problems, isBusy } = useFormMutation(
    changePasswordMutation,
    data => data.changePassword.userErrors,
    { fields: ['currentPassword', 'newPassword'] },
  )

  const save = async () => {
    if (!(await send({ input: { currentPassword, newPassword } }))) return
    setCurrent('')
    setNew('')
    toast({
      tone: 'ok',
      message: 'Your password is changed; your other sessions and your API keys are ended.',
    })
  }

  return (
    <Panel title="Password">
      <Form problems={problems} onSubmit={() => void save()}>
        {/* Lets password managers know whose password it is. */}
        <input type="text" hidden readOnly autoComplete="username" value={account.username} />
        <PasswordField
          label="Current password"
          autoComplete="current-password"
          required
          value={currentPassword}
          onChange={setCurrent}
          error={problems.fields.currentPassword}
        />
        <PasswordField
          label="New password"
          autoComplete="new-password"
          required
          value={newPassword}
          onChange={setNew}
          error={problems.fields.newPassword}
          hint={NEW_PASSWORD_HINT}
        />
        <p className="text-muted">Your other sessions and all your API keys end with it.</p>
        <Button type="submit" variant="primary" isBusy={isBusy}>
          Change the password
        </Button>
      </Form>
    </Panel>
  )
}
