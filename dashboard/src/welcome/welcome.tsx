'use client'

import { useEffect } from 'react'
import { useQuery } from 'urql'
import { EntryHeader } from '#entry/entry-frame.tsx'
import { FailureState } from '#ui/failure-state.tsx'
import { SkeletonLines } from '#ui/skeleton.tsx'
import { welcomeQuery } from './operations.ts'
import { WelcomeForm } from './welcome-form.tsx'

export interface WelcomeProps {
  /** The page to go on to. */
  next: string
  /** The providers one can sign in with. */
  providers: readonly { name: string; title: string }[]
}

/** Asks who came by a provider for a username and a password. Who has them, or does it later, goes on. */
export function Welcome({ next, providers }: WelcomeProps) {
  const [{ data, error }, read] = useQuery({ query: welcomeQuery })
  const account = data?.me
  const isDone = account?.needsOnboarding === false
  useEffect(() => {
    if (isDone) window.location.replace(next)
  }, [isDone, next])

  if (account && !isDone)
    return <WelcomeForm key={account.id} account={account} next={next} providers={providers} />
  if (error && !account)
    return <FailureState error={error} onRetry={() => read({ requestPolicy: 'network-only' })} />
  return (
    <>
      <EntryHeader title="Welcome to Orion" lead="One moment." />
      <div aria-busy="true">
        <SkeletonLines count={4} />
      </div>
    </>
  )
}
