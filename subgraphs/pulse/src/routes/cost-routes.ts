import { about, formatMoney, readPage, readQuery, type ServiceRoutes } from '@orion/common'
import { z } from 'zod'
import { PROJECTION_DAYS, projectCosts } from '../costs/cost-projection.ts'
import { byCategory, lastDays, rollUpCosts } from '../costs/cost-roll-up.ts'
import { listCostRecords, readCostGroups, readCostSummary } from '../costs/read-costs.ts'
import type { CostRecordRow } from '../database.ts'
import { requireId } from '../input-rules.ts'
import type { Pulse } from '../pulse.ts'
import { ownerOf, upTo } from './viewer-of.ts'

const daysQuery = z.object({ days: upTo(365, 30) })
const recordsQuery = z.object({
  first: z.coerce.number().int().default(50),
  after: z.string().optional(),
  contentId: z.string().optional(),
})

function recordBody({ ownerId: _, units, amount, ...record }: CostRecordRow) {
  return { ...record, units: formatMoney(units.toString()), amount: formatMoney(amount.toString()) }
}

/** What was spent: /api/v1/costs, publicly /api/v1/pulse/costs. Amounts are decimal texts in US dollars. */
export function mountCostRoutes(routes: ServiceRoutes, { database: { client } }: Pulse): void {
  routes.get(
    '/costs',
    about({ summary: 'What the pipeline cost, in all and by category.', query: daysQuery }),
    async context => {
      const { days } = readQuery(context, daysQuery)
      const { byDay: _, ...summary } = await readCostSummary(client, days, ownerOf(context))
      return context.json(summary)
    },
  )

  routes.get(
    '/costs/daily',
    about({ summary: 'What it cost each day.', query: z.object({ days: upTo(90, 30) }) }),
    async context => {
      const days = lastDays(readQuery(context, z.object({ days: upTo(90, 30) })).days)
      const groups = await readCostGroups(client, days, ownerOf(context))
      const items = days.map(day => {
        const own = groups.filter(group => group.day === day)
        return { day, total: rollUpCosts(own, []).total, byCategory: byCategory(own) }
      })
      return context.json({ items })
    },
  )

  routes.get(
    '/costs/by-provider',
    about({ summary: 'What each provider cost.', query: daysQuery }),
    async context => {
      const days = lastDays(readQuery(context, daysQuery).days)
      const groups = await readCostGroups(client, days, ownerOf(context))
      const items = rollUpCosts(groups, []).byProvider.map(({ provider, amount, calls }) => ({
        provider,
        total: amount,
        calls,
        byCategory: byCategory(groups.filter(group => group.provider === provider)),
      }))
      return context.json({ items })
    },
  )

  routes.get(
    '/costs/records',
    about({ summary: 'Single costs, newest first.', query: recordsQuery }),
    async context => {
      const { contentId, ...page } = readQuery(context, recordsQuery)
      const id = contentId === undefined ? null : requireId(contentId, ['contentId'])
      const { nodes, pageInfo } = await listCostRecords(client, readPage(page), id, ownerOf(context))
      return context.json({ items: nodes.map(recordBody), pageInfo })
    },
  )

  routes.get(
    '/pipeline/costs',
    about({ summary: 'What the next days may cost.', query: z.object({ days: upTo(PROJECTION_DAYS, 7) }) }),
    async context => {
      const { days } = readQuery(context, z.object({ days: upTo(PROJECTION_DAYS, 7) }))
      const { byDay } = await readCostSummary(client, PROJECTION_DAYS, ownerOf(context))
      return context.json({
        items: projectCosts(
          byDay.map(({ amount }) => amount),
          days,
        ),
      })
    },
  )
}
