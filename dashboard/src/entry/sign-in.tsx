'use client'

import { useState } from 'react'
import { CodeForm } from './code-form.tsx'
import { PasswordForm } from './password-form.tsx'

/** Signs in: a password first, then a code where a second factor is set up. `next` is the page to go on to. */
export function SignIn({ next }: { next: string }) {
  const [needsCode, setNeedsCode] = useState(false)
  if (needsCode) return <CodeForm next={next} onStartAgain={() => setNeedsCode(false)} />
  return <PasswordForm next={next} onNeedsCode={() => setNeedsCode(true)} />
}
