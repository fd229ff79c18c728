'use client'

import type { ReactNode } from 'react'
import { useQuery } from 'urql'
import type { AccountFragment } from '#generated/graphql.ts'
import { FailureState } from '#ui/failure-state.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { accountQuery } from './operations.ts'

/** Shows what needs the viewer's account, once it is known. */
export function AccountPart({ children }: { children: (account: AccountFragment) => ReactNode }) {
  const [{ data, error }, read] = useQuery({ query: accountQuery })
  if (data?.me) return children(data.me)
  if (error) return <FailureState error={error} onRetry={() => read({ requestPolicy: 'network-only' })} />
  return (
    <div aria-busy="true" className="space-y-5">
      <Skeleton className="h-64" />
      <Skeleton className="h-40" />
    </div>
  )
}
