import type { TrendResolvers } from '../generated/graphql.ts'
import { loadTrend } from './loaders.ts'

export const Trend: TrendResolvers = {
  __resolveReference: ({ id }, context) => loadTrend(context, id),
}
