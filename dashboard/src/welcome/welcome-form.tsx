'use client'

import { useState } from 'react'
import { FirstPasswordField, UsernameField } from '#entry/account-fields.tsx'
import { EntryHeader } from '#entry/entry-frame.tsx'
import type { WelcomeAccountFragment } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { TimezoneField } from '#settings/timezone-field.tsx'
import { browserTimezone } from '#settings/timezones.ts'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { TextField } from '#ui/text-field.tsx'
import { LaterButton } from './later-button.tsx'
import { completeAccountMutation } from './operations.ts'
import { SignInAgain } from './sign-in-again.tsx'
import type { WelcomeProps } from './welcome.tsx'

interface WelcomeFormProps extends WelcomeProps {
  account: WelcomeAccountFragment
}

/** The username and the first password, and what is not needed but may be chosen as well. */
export function WelcomeForm({ account, next, providers }: WelcomeFormProps) {
  const [username, setUsername] = useState(account.username)
  const [password, setPassword] = useState('')
  const [name, setName] = useState(account.name)
  const [timezone, setTimezone] = useState(account.timezone === 'UTC' ? browserTimezone() : account.timezone)
  const { send, problems, code, isBusy } = useFormMutation(
    completeAccountMutation,
    data => data.completeAccount.userErrors,
    { fields: ['username', 'password', 'name', 'timezone'] },
  )

  const save = async () => {
    const input = { username, password, timezone, ...(name.trim() && { name }) }
    // What comes of it is news of the account, which leads on.
    await send({ input })
  }

  if (code === 'CONFIRMATION_NEEDED') return <SignInAgain next={next} providers={providers} />
  return (
    <>
      <EntryHeader
        title="Choose your username and password"
        lead="With them you can also sign in without the provider you came by."
      />
      <Form problems={problems} onSubmit={() => void save()}>
        <UsernameField value={username} onChange={setUsername} error={problems.fields.username} />
        <FirstPasswordField value={password} onChange={setPassword} error={problems.fields.password} />
        <details open={Boolean(problems.fields.name ?? problems.fields.timezone) || undefined}>
          <summary className="w-fit cursor-pointer rounded-sm font-medium text-muted hover:text-ink">
            Name and time zone
          </summary>
          <div className="mt-4 space-y-5">
            <TextField
              label="Name"
              name="name"
              autoComplete="name"
              maxLength={100}
              value={name}
              onChange={setName}
              error={problems.fields.name}
            />
            <TimezoneField
              stored={account.timezone}
              value={timezone}
              onChange={setTimezone}
              error={problems.fields.timezone}
            />
          </div>
        </details>
        <div className="space-y-3">
          <Button type="submit" variant="primary" size="large" isBusy={isBusy} className="w-full">
            Save and go on
          </Button>
          <LaterButton next={next} />
        </div>
      </Form>
    </>
  )
}
