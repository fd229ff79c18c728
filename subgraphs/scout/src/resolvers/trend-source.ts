import type { TrendSourceResolvers } from '../generated/graphql.ts'

export const TrendSource: TrendSourceResolvers = {
  isSample: ({ kind }) => kind === 'SAMPLE',
}
