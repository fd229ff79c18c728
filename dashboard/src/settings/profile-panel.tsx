'use client'

import { clsx } from 'clsx'
import { useState } from 'react'
import type { AccountFragment } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { CONTROL, FormField } from '#ui/form-field.tsx'
import { Panel } from '#ui/panel.tsx'
import { TextField } from '#ui/text-field.tsx'
import { useToast } from '#ui/toasts.tsx'
import { AvatarField } from './avatar-field.tsx'
import { updateProfileMutation } from './operations.ts'
import { TimezoneField } from './timezone-field.tsx'

interface ProfilePanelProps {
  account: AccountFragment
  onPictureChanged: () => void
}

/** The viewer's picture, name, bio and time zone. */
export function ProfilePanel({ account, onPictureChanged }: ProfilePanelProps) {
  const toast = useToast()
  const [name, setName] = useState(account.name)
  const [bio, setBio] = useState(account.bio ?? '')
  const [timezone, setTimezone] = useState(account.timezone)
  const { send, problems, isBusy } = useFormMutation(
    updateProfileMutation,
    data => data.updateProfile.userErrors,
    { fields: ['name', 'bio', 'timezone'] },
  )
  const isChanged = name !== account.name || bio !== (account.bio ?? '') || timezone !== account.timezone

  const save = async () => {
    const saved = await send({ input: { name, bio, timezone } })
    if (!saved?.updateProfile.user) return
    setName(saved.updateProfile.user.name)
    setBio(saved.updateProfile.user.bio ?? '')
    toast({ tone: 'ok', message: 'Your profile is saved.' })
  }

  return (
    <Panel title="Profile">
      <Form problems={problems} onSubmit={() => void save()}>
        <AvatarField account={account} onChanged={onPictureChanged} />
        <TextField
          label="Name"
          autoComplete="name"
          required
          maxLength={100}
          value={name}
          onChange={setName}
          error={problems.fields.name}
        />
        <FormField
          label="About you"
          hint={`${[...bio].length} of 500 characters.`}
          error={problems.fields.bio}
        >
          {attributes => (
            <textarea
              {...attributes}
              rows={3}
              maxLength={500}
              value={bio}
              onChange={event => setBio(event.target.value)}
              className={clsx(CONTROL, 'block py-2')}
            />
          )}
        </FormField>
        <TimezoneField
          stored={account.timezone}
          value={timezone}
          onChange={setTimezone}
          error={problems.fields.timezone}
        />
        <Button type="submit" variant="primary" isBusy={isBusy} disabled={!isChanged}>
          Save the profile
        </Button>
      </Form>
    </Panel>
  )
}
