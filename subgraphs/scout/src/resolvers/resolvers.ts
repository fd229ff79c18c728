import type { Resolvers } from '../generated/graphql.ts'
import { Mutation } from './mutation.ts'
import { Niche } from './niche.ts'
import { Query } from './query.ts'
import { Scan } from './scan.ts'
import { Trend } from './trend.ts'
import { TrendSource } from './trend-source.ts'

export const resolvers: Resolvers = { Query, Mutation, Trend, Scan, Niche, TrendSource }
