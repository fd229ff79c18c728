'use client'

import { clsx } from 'clsx'
import { Eye, EyeOff } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { postToDashboard } from '#session/browser-session.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { CONTROL, FormField } from '#ui/form-field.tsx'

const answer = z.object({ redirectTo: z.string() })
const refusal = z.object({ message: z.string() })

export function SignInForm({ next }: { next: string }) {
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [isShown, setShown] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    try {
      const response = await postToDashboard('/api/session/sign-in', { login, password, next })
      const body: unknown = await response.json()
      if (response.ok) return window.location.assign(answer.parse(body).redirectTo)
      const said = refusal.safeParse(body)
      setProblem(said.success ? said.data.message : `The sign-in failed with ${response.status}.`)
    } catch {
      setProblem('The dashboard cannot be reached. Check your network, then try again.')
    }
    setBusy(false)
  }

  return (
    <form onSubmit={event => void submit(event)} className="space-y-5">
      {problem && (
        <p role="alert" className="rounded-lg bg-bad-soft px-3.5 py-2.5 text-bad">
          {problem}
        </p>
      )}
      <FormField label="E-mail or username">
        {attributes => (
          <input
            {...attributes}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            // biome-ignore lint/a11y/noAutofocus: signing in is all there is to do on this page
            autoFocus
            value={login}
            onChange={event => setLogin(event.target.value)}
            className={clsx(CONTROL, 'h-11')}
          />
        )}
      </FormField>
      <FormField label="Password">
        {attributes => (
          <div className="relative">
            <input
              {...attributes}
              name="password"
              type={isShown ? 'text' : 'password'}
              autoComplete="current-password"
              required
              value={password}
              onChange={event => setPassword(event.target.value)}
              className={clsx(CONTROL, 'h-11 pr-11')}
            />
            <IconButton
              icon={isShown ? EyeOff : Eye}
              label={isShown ? 'Hide characters' : 'Show characters'}
              onClick={() => setShown(!isShown)}
              className="absolute top-1 right-1"
            />
          </div>
        )}
      </FormField>
      <Button type="submit" variant="primary" size="large" isBusy={isBusy} className="w-full">
        Sign in
      </Button>
    </form>
  )
}
