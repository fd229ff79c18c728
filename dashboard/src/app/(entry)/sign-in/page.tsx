import type { Metadata } from 'next'
import { EntryHeader } from '#entry/entry-frame.tsx'
import { providerFailure } from '#entry/provider-failures.ts'
import { SignIn } from '#entry/sign-in.tsx'
import { waysIn } from '#session/gateway-auth.ts'
import { redirectTarget } from '#session/redirect-target.ts'

export const metadata: Metadata = { title: 'Sign in' }

interface SignInPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, ended, failed, code } = await searchParams
  const target = redirectTarget(first(next))
  return (
    <>
      <EntryHeader
        title="Sign in"
        lead={ended ? 'Your session has ended. Sign in to go on where you were.' : 'Welcome back.'}
      />
      <SignIn
        next={target}
        waysIn={await waysIn()}
        failure={providerFailure(first(failed))}
        startsWithCode={code !== undefined}
      />
    </>
  )
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
