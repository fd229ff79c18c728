'use client'

import { useState } from 'react'
import { FormProblem } from '#ui/form.tsx'
import { CodeForm } from './code-form.tsx'
import { PasswordForm } from './password-form.tsx'
import { ProviderButtons } from './provider-buttons.tsx'

interface SignInProps {
  /** The page to go on to. */
  next: string
  /** Other providers to sign in with. */
  providers: readonly { name: string; title: string }[]
  /** Why a provider did not let in who comes back from it. */
  failure: string | null
  /** True when the first step was done at a provider. */
  startsWithCode: boolean
}

/** Signs in: a password or a provider first, then a code where a second factor is set up. */
export function SignIn({ next, providers, failure, startsWithCode }: SignInProps) {
  const [needsCode, setNeedsCode] = useState(startsWithCode)
  if (needsCode) return <CodeForm next={next} onStartAgain={() => setNeedsCode(false)} />
  return (
    <>
      {failure && (
        <div className="mb-5">
          <FormProblem>{failure}</FormProblem>
        </div>
      )}
      <PasswordForm next={next} onNeedsCode={() => setNeedsCode(true)} />
      <ProviderButtons providers={providers} next={next} />
    </>
  )
}
