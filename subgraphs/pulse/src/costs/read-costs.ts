import { afterPosition, type Connection, connectionOf, type Page } from '@orion/common'
import type { Client } from '../database.ts'
import type { CostRecord } from '../generated/prisma/client.ts'
import { byCategory, type CostGroup, type CostSummary, lastDays, rollUpCosts } from './cost-roll-up.ts'

/** What was spent, newest first. `ownerId` null lists everybody's. */
export async function listCostRecords(
  client: Client,
  page: Page,
  contentId: string | null,
  ownerId: string | null,
): Promise<Connection<CostRecord>> {
  const rows = await client.costRecord.findMany({
    where: {
      ...(ownerId ? { ownerId } : {}),
      ...(contentId ? { contentId } : {}),
      ...afterPosition(page.after, 'recordedAt', 'desc'),
    },
    orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }],
    take: page.first + 1,
  })
  return connectionOf(rows, page, row => ({ value: row.recordedAt.toISOString(), id: row.id }))
}

/** The cost records among these ids that the viewer may see. `ownerId` null finds everybody's. */
export async function findVisibleCosts(
  client: Client,
  ids: readonly string[],
  ownerId: string | null,
): Promise<Map<string, CostRecord>> {
  const records = await client.costRecord.findMany({
    where: { id: { in: [...ids] }, ...(ownerId ? { ownerId } : {}) },
  })
  return new Map(records.map(record => [record.id, record]))
}

/** What was spent on the last `days` days in UTC, today included, by day, category and provider. */
export async function readCostGroups(
  client: Client,
  days: readonly string[],
  ownerId: string | null,
): Promise<CostGroup[]> {
  const since = new Date(`${days[0]}T00:00:00Z`)
  return client.$queryRaw<CostGroup[]>`
    SELECT to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, category::text AS category, provider,
      sum(amount)::text AS amount, count(*)::int AS calls
    FROM cost_records
    WHERE recorded_at >= ${since}::timestamptz AND (${ownerId}::uuid IS NULL OR owner_id = ${ownerId}::uuid)
    GROUP BY 1, 2, 3`
}

/** What was spent on the last `count` days in UTC, today included. */
export async function readCostSummary(
  client: Client,
  count: number,
  ownerId: string | null,
): Promise<CostSummary> {
  const days = lastDays(count)
  return rollUpCosts(await readCostGroups(client, days, ownerId), days)
}

/** What one content cost. */
export type ContentCost = Pick<CostSummary, 'total' | 'byCategory'>

export const noCost: ContentCost = { total: '0', byCategory: [] }

/** What each of these contents cost; those that cost nothing yet are left out. */
export async function readContentCosts(
  client: Client,
  contentIds: readonly string[],
): Promise<Map<string, ContentCost>> {
  const groups = await client.$queryRaw<(CostGroup & { contentId: string })[]>`
    SELECT content_id AS "contentId", '' AS day, category::text AS category, provider, sum(amount)::text AS amount,
      count(*)::int AS calls
    FROM cost_records WHERE content_id = ANY(${contentIds}::uuid[]) GROUP BY content_id, category, provider`
  const costs = new Map<string, ContentCost>()
  for (const id of new Set(groups.map(group => group.contentId))) {
    const own = groups.filter(group => group.contentId === id)
    costs.set(id, { total: rollUpCosts(own, []).total, byCategory: byCategory(own) })
  }
  return costs
}
