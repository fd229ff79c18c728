import {
  about,
  InvalidInputError,
  NotFoundError,
  readBody,
  readPage,
  readQuery,
  requireScope,
  requireViewer,
  type ServiceRoutes,
} from '@orion/common'
import { z } from 'zod'
import { findReports, findScans, listScans } from './scan/list-scans.ts'
import { requestScan } from './scan/request-scan.ts'
import type { ScanRow } from './scan/scan-row.ts'
import type { Scout } from './scout.ts'
import { changeStatus } from './trends/change-status.ts'
import { findTrends } from './trends/find-trends.ts'
import { listTrends } from './trends/list-trends.ts'
import { listNiches } from './trends/niche.ts'
import { TREND_STATUSES } from './trends/trend-status.ts'

const pageQuery = z.object({ first: z.coerce.number().int().optional(), after: z.string().optional() })
const trendsQuery = pageQuery.extend({
  /** Several separated by commas, in any case. */
  status: z
    .string()
    .transform(text => text.toUpperCase().split(','))
    .pipe(z.array(z.enum(TREND_STATUSES)))
    .optional(),
  source: z.string().optional(),
  niche: z.string().optional(),
  search: z.string().optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  period: z.enum(['1d', '7d', '30d']).optional(),
  orderBy: z.enum(['score', 'detected_at']).default('score'),
})
const scanBody = z.object({ niche: z.string().optional(), limit: z.number().int().optional() })
const statusBody = z.object({
  status: z
    .string()
    .transform(text => text.toUpperCase())
    .pipe(z.enum(TREND_STATUSES)),
  reason: z.string().optional(),
})

/** The REST routes of scout, on the same domain functions as its part of the graph. */
export function mountRoutes(routes: ServiceRoutes, scout: Scout): void {
  routes.get('/trends', about({ summary: 'Trends, best first.', query: trendsQuery }), async context => {
    requireViewer(context.get('viewer'))
    const query = readQuery(context, trendsQuery)
    const { status, source, niche, search } = query
    const since = sinceOf(query)
    const order = query.orderBy === 'score' ? 'SCORE' : 'DETECTED_AT'
    const { nodes, pageInfo } = await listTrends(
      scout,
      readPage(query),
      { status, source, niche, search, since },
      order,
    )
    return context.json({ items: nodes, pageInfo })
  })

  routes.get('/trends/config', about({ summary: 'Where trends come from and what counts.' }), context => {
    requireViewer(context.get('viewer'))
    return context.json({
      activeNiche: scout.niche.name,
      availableNiches: listNiches().map(({ name }) => name),
      config: scout.niche,
      sources: scout.sources.map(({ name, kind }) => ({ name, kind, isSample: kind === 'SAMPLE' })),
    })
  })

  routes.post(
    '/trends/scan',
    about({
      summary: 'Starts a scan; it runs on after the answer.',
      access: 'trends:write',
      body: scanBody,
      status: 202,
    }),
    async context => {
      const { userId } = requireScope(context.get('viewer'), 'trends:write')
      const scan = await requestScan(scout, { ...(await readBody(context, scanBody)), requestedBy: userId })
      return context.json(scanBodyOf(scan), 202)
    },
  )

  routes.get('/trends/:id', about({ summary: 'One trend.' }), async context => {
    requireViewer(context.get('viewer'))
    const { id } = context.req.param()
    const trend = (await findTrends(scout, [id])).get(id)
    if (!trend) throw new NotFoundError('trend', id)
    return context.json(trend)
  })

  routes.patch(
    '/trends/:id/status',
    about({
      summary: 'Takes a trend out of use, or back into it.',
      access: 'trends:write',
      body: statusBody,
    }),
    async context => {
      const { userId } = requireScope(context.get('viewer'), 'trends:write')
      const { id } = context.req.param()
      const trend = await changeStatus(scout, { id, ...(await readBody(context, statusBody)), actor: userId })
      return context.json(trend)
    },
  )

  routes.get('/scans', about({ summary: 'Scans, newest first.', query: pageQuery }), async context => {
    requireViewer(context.get('viewer'))
    const { nodes, pageInfo } = await listScans(scout, readPage(readQuery(context, pageQuery)))
    return context.json({ items: nodes.map(scanBodyOf), pageInfo })
  })

  routes.get('/scans/:id', about({ summary: 'One scan, with a report for each source.' }), async context => {
    requireViewer(context.get('viewer'))
    const { id } = context.req.param()
    const scan = (await findScans(scout, [id])).get(id)
    if (!scan) throw new NotFoundError('scan', id)
    const reports = (await findReports(scout, [id])).get(id) ?? []
    return context.json({ ...scanBodyOf(scan), sources: reports.map(({ scanId: _, ...report }) => report) })
  })
}

function sinceOf({ since, period }: z.infer<typeof trendsQuery>): Date | null {
  if (since && period) throw new InvalidInputError('Give "since" or "period", not both.', ['since'])
  if (since) return new Date(since)
  if (!period) return null
  return new Date(Date.now() - Number.parseInt(period, 10) * 86_400_000)
}

function scanBodyOf({ requestedBy: _, ...scan }: ScanRow) {
  return scan
}
