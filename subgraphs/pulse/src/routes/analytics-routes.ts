import { about, NotFoundError, readPage, readQuery, requireViewer, type ServiceRoutes } from '@orion/common'
import { z } from 'zod'
import { findVisibleContents } from '../contents/content-row.ts'
import { noCost, readContentCosts } from '../costs/read-costs.ts'
import type { EventRow } from '../database.ts'
import { listEvents } from '../events/event-log.ts'
import { requireId } from '../input-rules.ts'
import type { Pulse } from '../pulse.ts'
import { readPipelineMetrics } from '../stages/pipeline-metrics.ts'
import { noMetrics, readContentMetrics } from '../stages/stage-durations.ts'
import { readTrendConversion } from '../trends/trend-conversion.ts'
import { hoursAgo, ownerOf, upTo } from './viewer-of.ts'

const eventsQuery = z.object({
  first: z.coerce.number().int().default(50),
  after: z.string().optional(),
  type: z.string().optional(),
  service: z.string().optional(),
  contentId: z.string().optional(),
  hours: z.coerce.number().int().min(1).optional(),
})

function eventBody({ sequence: _, position: __, audience: ___, recordedAt: ____, ...event }: EventRow) {
  return event
}

/** What happened and how it went: /api/v1/analytics, publicly /api/v1/pulse/analytics. */
export function mountAnalyticsRoutes(routes: ServiceRoutes, { database: { client } }: Pulse): void {
  routes.get(
    '/analytics/events',
    about({ summary: 'Events of the system, newest first.', query: eventsQuery }),
    async context => {
      const { type, service, contentId, hours, ...page } = readQuery(context, eventsQuery)
      const filter = {
        types: type?.split(','),
        service,
        contentId: contentId === undefined ? undefined : requireId(contentId, ['contentId']),
        since: hours === undefined ? undefined : hoursAgo(hours),
      }
      const viewer = requireViewer(context.get('viewer'))
      const { nodes, pageInfo } = await listEvents(client, readPage(page), filter, viewer)
      return context.json({ items: nodes.map(eventBody), pageInfo })
    },
  )

  routes.get(
    '/analytics/metrics',
    about({ summary: 'Figures of the pipeline.', query: z.object({ hours: upTo(720, 24) }) }),
    async context => {
      const { hours } = readQuery(context, z.object({ hours: upTo(720, 24) }))
      return context.json(await readPipelineMetrics(client, hours, ownerOf(context)))
    },
  )

  routes.get(
    '/analytics/trends',
    about({ summary: 'What became of trends.', query: z.object({ hours: upTo(720, 168) }) }),
    async context => {
      requireViewer(context.get('viewer'))
      const { hours } = readQuery(context, z.object({ hours: upTo(720, 168) }))
      return context.json(await readTrendConversion(client, hoursAgo(hours)))
    },
  )

  routes.get('/analytics/content/:id', about({ summary: 'Figures of one content.' }), async context => {
    const viewer = requireViewer(context.get('viewer'))
    const id = context.req.param('id')
    const visible = await findVisibleContents(client, viewer, [id])
    const known = visible.has(id) ? await readContentMetrics(client, [id]) : new Map()
    if (!known.has(id)) throw new NotFoundError('content', id)
    const costs = await readContentCosts(client, [id])
    return context.json({ id, cost: costs.get(id) ?? noCost, metrics: known.get(id) ?? noMetrics })
  })
}
