'use client'

import { useQuery } from 'urql'
import { nichesQuery } from './operations.ts'

/** Names of the niches that trends can be found for; empty until they are known. */
export function useNiches(): string[] {
  const [{ data }] = useQuery({ query: nichesQuery, requestPolicy: 'cache-first' })
  return data?.niches?.map(({ name }) => name) ?? []
}
