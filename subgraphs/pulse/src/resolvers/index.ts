import { formatMoney } from '@orion/common'
import { noCost } from '../costs/read-costs.ts'
import type {
  ContentResolvers,
  CostRecordResolvers,
  EventResolvers,
  Resolvers,
  TrendResolvers,
} from '../generated/graphql.ts'
import { noMetrics } from '../stages/stage-durations.ts'
import { noPerformance, type TrendRef } from '../trends/trend-performance.ts'
import {
  loadContent,
  loadContentCost,
  loadContentMetrics,
  loadCostRecord,
  loadEvent,
  loadTimeline,
  loadTrendPerformance,
} from './loaders.ts'
import { Query } from './query.ts'

const contentOf = ({ contentId }: { contentId: string | null }) => (contentId ? { id: contentId } : null)

const Event: EventResolvers = {
  __resolveReference: ({ id }, context) => loadEvent(context, id),
  content: contentOf,
  source: ({ source }) => source.replace('/orion/', ''),
}

const CostRecord: CostRecordResolvers = {
  __resolveReference: ({ id }, context) => loadCostRecord(context, id),
  content: contentOf,
  units: ({ units }) => formatMoney(units.toString()),
  amount: ({ amount }) => formatMoney(amount.toString()),
}

// Loading is batched: `batched` collects what all contents of a request ask for.
const Content: ContentResolvers = {
  __resolveReference: ({ id }, context) => loadContent(context, id),
  timeline: ({ id }, page, context) => loadTimeline(context, id, page),
  cost: async ({ id }, _, context) => (await loadContentCost(context, id)) ?? noCost,
  metrics: async ({ id }, _, context) => (await loadContentMetrics(context, id)) ?? noMetrics,
}

const Trend: TrendResolvers = {
  __resolveReference: ({ id }): TrendRef => ({ id }),
  performance: async ({ id }, _, context) => (await loadTrendPerformance(context, id)) ?? noPerformance,
}

export const resolvers: Resolvers = { Query, Event, CostRecord, Content, Trend }
