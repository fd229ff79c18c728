import type { Metadata } from 'next'
import { EntryHeader } from '#entry/entry-frame.tsx'
import { SignIn } from '#entry/sign-in.tsx'
import { redirectTarget } from '#session/redirect-target.ts'

export const metadata: Metadata = { title: 'Sign in' }

interface SignInPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, ended } = await searchParams
  return (
    <>
      <EntryHeader
        title="Sign in"
        lead={ended ? 'Your session has ended. Sign in to go on where you were.' : 'Welcome back.'}
      />
      <SignIn next={redirectTarget(Array.isArray(next) ? next[0] : next)} />
    </>
  )
}
