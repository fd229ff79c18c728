'use client'

import { useId, useState } from 'react'
import type { WebhookItemFragment } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Form } from '#ui/form.tsx'
import type { FormProblems } from '#ui/form-problems.ts'
import { OwnPasswordField } from '#ui/own-password-field.tsx'
import { TextField } from '#ui/text-field.tsx'
import { useToast } from '#ui/toasts.tsx'
import { createWebhookMutation, updateWebhookMutation } from './operations.ts'
import { WebhookSecret } from './webhook-secret.tsx'

// Browsers take more for addresses than others do, such as `https:example com`.
const isAddress = (text: string) => /^\w+:\/\/\S+$/.test(text) && URL.canParse(text)

const noAddress = (): FormProblems => ({
  whole: null,
  fields: { url: 'This is no address; give one such as https://example.com/hook.' },
})

interface WebhookDialogProps {
  /** The webhook to change; a new one is added when it is left out. */
  webhook?: WebhookItemFragment
  onSaved: () => void
  onClose: () => void
}

/** Adds a webhook, whose secret is shown this once, or changes where one leads; with the password once Orion wants it. */
export function WebhookDialog({ webhook, onSaved, onClose }: WebhookDialogProps) {
  const formId = useId()
  const toast = useToast()
  const [url, setUrl] = useState(webhook?.url ?? '')
  const [description, setDescription] = useState(webhook?.description ?? '')
  const [secret, setSecret] = useState<string | null>(null)
  const [unfit, setUnfit] = useState<FormProblems | null>(null)
  const [password, setPassword] = useState('')
  const [asks, setAsks] = useState(false)
  const fields = ['url', 'description', 'password']
  const adding = useFormMutation(createWebhookMutation, data => data.createWebhook.userErrors, {
    fields,
    isSecret: true,
  })
  const changing = useFormMutation(updateWebhookMutation, data => data.updateWebhook.userErrors, { fields })
  const { problems: answered, isBusy } = webhook ? changing : adding
  const problems = unfit ?? answered
  if (problems.fields.password && !asks) setAsks(true)

  const save = async () => {
    const input = {
      url: url.trim(),
      description: description.trim() || null,
      password: asks ? password : undefined,
    }
    // The graph takes nothing else as an address, and would say so in its own words.
    const isUnfit = !isAddress(input.url)
    setUnfit(isUnfit ? noAddress() : null)
    if (isUnfit) return
    if (webhook) {
      if (!(await changing.send({ input: { id: webhook.id, ...input } }))) return
      toast({ tone: 'ok', message: 'The webhook is saved.' })
      onSaved()
      return onClose()
    }
    const added = await adding.send({ input })
    if (!added?.createWebhook.secret) return
    setSecret(added.createWebhook.secret)
    onSaved()
  }

  if (secret !== null) return <WebhookSecret secret={secret} onClose={onClose} />
  return (
    <Dialog
      title={webhook ? 'Change the webhook' : 'New webhook'}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={isBusy}>
            {webhook ? 'Save' : 'Add the webhook'}
          </Button>
        </>
      }
    >
      <Form id={formId} problems={problems} onSubmit={() => void save()}>
        <TextField
          label="Address"
          data-first
          type="url"
          required
          autoComplete="off"
          placeholder="https://"
          maxLength={2048}
          value={url}
          onChange={setUrl}
          error={problems.fields.url}
          hint="An https address that can be reached from the internet."
        />
        <TextField
          label="What it is for (optional)"
          autoComplete="off"
          maxLength={200}
          value={description}
          onChange={setDescription}
          error={problems.fields.description}
        />
        {asks && (
          <OwnPasswordField value={password} onChange={setPassword} error={problems.fields.password} />
        )}
      </Form>
    </Dialog>
  )
}
