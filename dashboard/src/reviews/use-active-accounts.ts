'use client'

import { useQuery } from 'urql'
import type { PublishingAccountsQuery } from '#generated/graphql.ts'
import { accountsQuery } from './operations.ts'

export type Account = PublishingAccountsQuery['socialAccounts']['nodes'][number]

/** The accounts that contents can be published on; null while they are not known, or not `isWanted`. */
export function useActiveAccounts(isWanted: boolean): Account[] | null {
  const [{ data }] = useQuery({ query: accountsQuery, pause: !isWanted })
  return data?.socialAccounts?.nodes.filter(({ isActive }) => isActive) ?? null
}
