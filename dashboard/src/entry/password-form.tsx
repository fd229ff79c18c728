'use client'

import Link from 'next/link'
import { useState } from 'react'
import { z } from 'zod'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { PasswordField, TextField } from '#ui/text-field.tsx'
import { LINK } from './links.tsx'
import { useEntryForm } from './use-entry-form.ts'

const answer = z.union([z.object({ redirectTo: z.string() }), z.object({ needsCode: z.literal(true) })])

/** The first step of a sign-in. */
export function PasswordForm({ next, onNeedsCode }: { next: string; onNeedsCode: () => void }) {
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const { send, problems, isBusy } = useEntryForm('/api/session/sign-in', answer)
  const [isLeaving, setLeaving] = useState(false)

  const submit = async () => {
    const step = await send({ login, password, next })
    if (!step) return
    if ('needsCode' in step) return onNeedsCode()
    setLeaving(true)
    window.location.assign(step.redirectTo)
  }

  return (
    <Form problems={problems} onSubmit={() => void submit()}>
      <TextField
        label="E-mail or username"
        size="large"
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus
        value={login}
        onChange={setLogin}
      />
      <PasswordField
        label="Password"
        size="large"
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={setPassword}
        aside={
          <Link href="/forgot-password" className={LINK}>
            Forgotten?
          </Link>
        }
      />
      <Button type="submit" variant="primary" size="large" isBusy={isBusy || isLeaving} className="w-full">
        Sign in
      </Button>
    </Form>
  )
}
