import { connectionOf, readPage } from '@orion/common'
import type { TrendResolvers } from '../generated/graphql.ts'
import { loadContentsOfTrend } from './loaders.ts'

/** A trend as the graph refers to it; everything else of it is scout's. */
export interface TrendReference {
  id: string
}

export const Trend: TrendResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  contents: async ({ id }, args, context) =>
    (await loadContentsOfTrend(context, { trendId: id, ...args })) ??
    connectionOf([], readPage(args, 10), () => ({ value: '', id })),
}
