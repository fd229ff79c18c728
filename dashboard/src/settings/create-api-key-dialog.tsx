'use client'

import { clsx } from 'clsx'
import { useId, useState } from 'react'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Form } from '#ui/form.tsx'
import { CONTROL, FormField } from '#ui/form-field.tsx'
import { OwnPasswordField } from '#ui/own-password-field.tsx'
import { SecretText } from '#ui/secret-text.tsx'
import { TextField } from '#ui/text-field.tsx'
import { createApiKeyMutation } from './api-key-operations.ts'
import { scopeWords } from './scope-words.ts'

const SPANS = [
  { days: 7, label: '7 days' },
  { days: 30, label: '30 days' },
  { days: 90, label: '90 days' },
  { days: 365, label: 'A year' },
]

interface CreateApiKeyDialogProps {
  /** What the viewer may give a key. */
  scopes: readonly string[]
  onCreated: () => void
  onClose: () => void
}

/** Makes an API key and shows it, this once. */
export function CreateApiKeyDialog({ scopes, onCreated, onClose }: CreateApiKeyDialogProps) {
  const formId = useId()
  const choices = scopes.filter(scope => scope !== 'read')
  const [name, setName] = useState('')
  const [given, setGiven] = useState<string[]>([])
  const [expiresInDays, setDays] = useState(90)
  const [secret, setSecret] = useState<string | null>(null)
  const [password, setPassword] = useState('')
  const [asks, setAsks] = useState(false)
  const { send, problems, isBusy } = useFormMutation(
    createApiKeyMutation,
    data => data.createApiKey.userErrors,
    { fields: ['name', 'password'], isSecret: true },
  )
  if (problems.fields.password && !asks) setAsks(true)

  const create = async () => {
    const made = await send({
      input: { name, scopes: given, expiresInDays, password: asks ? password : undefined },
    })
    if (!made?.createApiKey.secret) return
    setSecret(made.createApiKey.secret)
    onCreated()
  }

  if (secret !== null) {
    return (
      <Dialog
        key="secret"
        isHeld
        title="Your new API key"
        onClose={onClose}
        footer={
          <Button variant="primary" onClick={onClose}>
            I have kept it
          </Button>
        }
      >
        <div className="space-y-4">
          <p className="rounded-lg bg-warn-soft px-3.5 py-2.5 text-warn">
            Copy it now: Orion does not keep it and cannot show it again.
          </p>
          <SecretText label={name} text={secret} />
          <p className="text-muted">
            Programs send it as <code className="font-mono text-[0.8125rem]">Authorization: Bearer …</code>
          </p>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog
      title="New API key"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={isBusy}>
            Make the key
          </Button>
        </>
      }
    >
      <Form id={formId} problems={problems} onSubmit={() => void create()}>
        <TextField
          label="What it is for"
          data-first
          required
          maxLength={100}
          autoComplete="off"
          value={name}
          onChange={setName}
          error={problems.fields.name}
        />
        <FormField label="Ends in">
          {attributes => (
            <select
              {...attributes}
              value={expiresInDays}
              onChange={event => setDays(Number(event.target.value))}
              className={clsx(CONTROL, 'h-10')}
            >
              {SPANS.map(({ days, label }) => (
                <option key={days} value={days}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </FormField>
        <fieldset>
          <legend className="mb-1.5 font-medium">What it may do besides reading</legend>
          {choices.length === 0 && <p className="text-muted">Your role reads only, and so do your keys.</p>}
          <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
            {choices.map(scope => (
              <label key={scope} className="flex items-start gap-2.5 py-1">
                <input
                  type="checkbox"
                  checked={given.includes(scope)}
                  onChange={event =>
                    setGiven(event.target.checked ? [...given, scope] : given.filter(one => one !== scope))
                  }
                  className="mt-0.5 size-4 accent-accent"
                />
                <span>
                  {scopeWords(scope)}
                  <span className="block font-mono text-subtle text-xs">{scope}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        {asks && (
          <OwnPasswordField value={password} onChange={setPassword} error={problems.fields.password} />
        )}
      </Form>
    </Dialog>
  )
}
