'use client'

import { useState } from 'react'
import { z } from 'zod'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { TextField } from '#ui/text-field.tsx'
import { LINK } from './links.tsx'
import { useEntryForm } from './use-entry-form.ts'

const answer = z.object({ redirectTo: z.string() })

/** The second step of a sign-in: a code of the app, or one of those kept for when the app is lost. */
export function CodeForm({ next, onStartAgain }: { next: string; onStartAgain: () => void }) {
  const [code, setCode] = useState('')
  const [isRecovery, setRecovery] = useState(false)
  const [isLeaving, setLeaving] = useState(false)
  const form = useEntryForm('/api/session/sign-in/code', answer, ['code'])
  const isOver = form.code === 'SIGN_IN_EXPIRED'

  const submit = async () => {
    const signedIn = await form.send({ code, next })
    if (!signedIn) return
    setLeaving(true)
    window.location.assign(signedIn.redirectTo)
  }

  return (
    <Form problems={form.problems} onSubmit={() => void submit()}>
      <TextField
        key={String(isRecovery)}
        label={isRecovery ? 'Recovery code' : 'Code'}
        hint={
          isRecovery ? 'Each of your recovery codes works once.' : 'The six digits that your app shows now.'
        }
        size="large"
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        inputMode={isRecovery ? 'text' : 'numeric'}
        maxLength={64}
        required
        autoFocus
        value={code}
        onChange={setCode}
        error={form.problems.fields.code}
      />
      <Button
        type="submit"
        variant="primary"
        size="large"
        isBusy={form.isBusy || isLeaving}
        disabled={isOver}
        className="w-full"
      >
        Sign in
      </Button>
      <p className="flex flex-wrap justify-between gap-x-4 gap-y-2">
        <button
          type="button"
          className={LINK}
          onClick={() => {
            setCode('')
            setRecovery(!isRecovery)
          }}
        >
          {isRecovery ? 'Use the app' : 'Use a recovery code'}
        </button>
        <button type="button" className={LINK} onClick={onStartAgain}>
          Start again
        </button>
      </p>
    </Form>
  )
}
