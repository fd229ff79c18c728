'use client'

import { useQuery } from 'urql'
import type { PublishingAccountsQuery } from '#generated/graphql.ts'
import { accountsQuery } from './operations.ts'

export type Account = PublishingAccountsQuery['socialAccounts']['nodes'][number]

/**
 * The accounts on which a content of this owner can be published, as admins see those of others too; null while they are
 * not known, or not `isWanted`.
 */
export function useActiveAccounts(ownerId: string | undefined, isWanted: boolean): Account[] | null {
  const [{ data }] = useQuery({ query: accountsQuery, pause: !isWanted })
  return (
    data?.socialAccounts?.nodes.filter(({ isActive, owner }) => isActive && owner?.id === ownerId) ?? null
  )
}
