import type { NicheResolvers } from '../generated/graphql.ts'

export const Niche: NicheResolvers = {
  keywords: ({ keywords }) => [...keywords],
  excludedKeywords: ({ excludedKeywords }) => [...excludedKeywords],
}
