'use client'

import type { ReactNode } from 'react'
import { useQuery } from 'urql'
import type { AccountFragment } from '#generated/graphql.ts'
import { Card } from '#ui/card.tsx'
import { FailureState } from '#ui/failure-state.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { accountQuery } from './operations.ts'

interface AccountPartProps {
  children: (account: AccountFragment, readAgain: () => void) => ReactNode
}

/** Shows what needs the viewer's account, once it is known. */
export function AccountPart({ children }: AccountPartProps) {
  const [{ data, error }, read] = useQuery({ query: accountQuery })
  const readAgain = () => read({ requestPolicy: 'network-only' })
  if (data?.me) return children(data.me, readAgain)
  if (error) {
    return (
      <Card>
        <FailureState error={error} onRetry={readAgain} />
      </Card>
    )
  }
  return (
    <div aria-busy="true" className="space-y-5">
      <Skeleton className="h-64" />
      <Skeleton className="h-40" />
    </div>
  )
}
