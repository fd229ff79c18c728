import { readPage, requireViewer } from '@orion/common'
import { listCostRecords, readCostSummary } from '../costs/read-costs.ts'
import { listEvents } from '../events/event-log.ts'
import { readFunnel } from '../funnel/funnel.ts'
import type { QueryResolvers } from '../generated/graphql.ts'
import { requireId, requireWithin } from '../input-rules.ts'
import { readPipelineMetrics } from '../stages/pipeline-metrics.ts'
import { ownerFilter } from './loaders.ts'

export const Query: QueryResolvers = {
  events: (_, { filter, ...page }, { viewer, app }) =>
    listEvents(
      app.database.client,
      readPage(page),
      {
        types: filter?.type ?? undefined,
        contentId: filter?.contentId ? requireId(filter.contentId, ['filter', 'contentId']) : undefined,
        since: filter?.since ?? undefined,
      },
      requireViewer(viewer),
    ),
  costRecords: (_, { contentId, ...page }, { viewer, app }) =>
    listCostRecords(
      app.database.client,
      readPage(page),
      contentId ? requireId(contentId, ['contentId']) : null,
      ownerFilter(requireViewer(viewer)),
    ),
  costSummary: (_, { days }, { viewer, app }) =>
    readCostSummary(
      app.database.client,
      requireWithin(days ?? 30, 365, ['days']),
      ownerFilter(requireViewer(viewer)),
    ),
  funnel: (_, { days }, { viewer, app }) => {
    const since = new Date(Date.now() - requireWithin(days ?? 30, 365, ['days']) * 86_400_000)
    return readFunnel(app.database.client, since, ownerFilter(requireViewer(viewer)))
  },
  pipelineMetrics: (_, { hours }, { viewer, app }) =>
    readPipelineMetrics(
      app.database.client,
      requireWithin(hours ?? 24, 720, ['hours']),
      ownerFilter(requireViewer(viewer)),
    ),
}
