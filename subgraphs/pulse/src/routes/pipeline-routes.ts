import { about, readQuery, type ServiceRoutes } from '@orion/common'
import { z } from 'zod'
import { readCostSummary } from '../costs/read-costs.ts'
import { readFunnel } from '../funnel/funnel.ts'
import type { Pulse } from '../pulse.ts'
import { readHourlyErrors, readProviderErrors } from '../stages/stage-errors.ts'
import { hoursAgo, ownerOf, upTo } from './viewer-of.ts'

const daysQuery = z.object({ days: upTo(365, 30) })

/** How contents get through the pipeline: /api/v1/pipeline, publicly /api/v1/pulse/pipeline. */
export function mountPipelineRoutes(routes: ServiceRoutes, { database: { client } }: Pulse): void {
  routes.get(
    '/pipeline/funnel',
    about({ summary: 'How many contents got how far.', query: daysQuery }),
    async context => {
      const { days } = readQuery(context, daysQuery)
      return context.json(await readFunnel(client, hoursAgo(days * 24), ownerOf(context)))
    },
  )

  routes.get(
    '/pipeline/providers',
    about({ summary: 'Calls, costs and errors of each provider.', query: daysQuery }),
    async context => {
      const { days } = readQuery(context, daysQuery)
      const owner = ownerOf(context)
      const [{ byProvider }, errors] = await Promise.all([
        readCostSummary(client, days, owner),
        readProviderErrors(client, hoursAgo(days * 24), owner),
      ])
      const paid = new Map(byProvider.map(row => [row.provider, row]))
      const items = [...new Set([...paid.keys(), ...errors.keys()])].map(provider => ({
        provider,
        calls: paid.get(provider)?.calls ?? 0,
        total: paid.get(provider)?.amount ?? '0',
        errors: errors.get(provider) ?? 0,
      }))
      return context.json({ items })
    },
  )

  routes.get(
    '/pipeline/errors',
    about({ summary: 'Errors hour by hour.', query: z.object({ hours: upTo(168, 24) }) }),
    async context => {
      const { hours } = readQuery(context, z.object({ hours: upTo(168, 24) }))
      return context.json({ items: await readHourlyErrors(client, hours, ownerOf(context)) })
    },
  )
}
