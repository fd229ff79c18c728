import { readPage } from '@orion/common'
import type { QueryResolvers } from '../generated/graphql.ts'
import { listScans } from '../scan/list-scans.ts'
import { listTrends } from '../trends/list-trends.ts'
import { listNiches } from '../trends/niche.ts'
import { loadScan, loadTrend } from './loaders.ts'

export const Query: QueryResolvers = {
  trends: (_, { filter, orderBy, ...page }, { app }) =>
    listTrends(app, readPage(page), filter ?? {}, orderBy ?? 'SCORE'),
  trend: (_, { id }, context) => loadTrend(context, id),
  scans: (_, page, { app }) => listScans(app, readPage(page)),
  scan: (_, { id }, context) => loadScan(context, id),
  niches: () => [...listNiches()],
  trendSources: (_, __, { app }) => app.sources,
}
