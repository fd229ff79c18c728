'use client'

import Link from 'next/link'
import { useState } from 'react'
import type { WaysIn } from '#session/gateway-auth.ts'
import { FormProblem } from '#ui/form.tsx'
import { CodeForm } from './code-form.tsx'
import { LINK } from './links.tsx'
import { PasswordForm } from './password-form.tsx'
import { ProviderButtons } from './provider-buttons.tsx'

interface SignInProps {
  /** The page to go on to. */
  next: string
  waysIn: WaysIn
  /** Why a provider did not let in who comes back from it. */
  failure: string | null
  /** True when the first step was done at a provider. */
  startsWithCode: boolean
}

/** Signs in: a password or a provider first, then a code where a second factor is set up. */
export function SignIn({ next, waysIn, failure, startsWithCode }: SignInProps) {
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
      <ProviderButtons providers={waysIn.providers} next={next} />
      {waysIn.openRegistration && (
        <p className="mt-6 text-muted">
          No account yet?{' '}
          <Link href="/register" className={LINK}>
            Register
          </Link>
        </p>
      )}
    </>
  )
}
