import { formatMoney } from '@orion/common'
import type { Client } from '../database.ts'

/** A trend as other subgraphs name it. */
export interface TrendRef {
  id: string
}

/** What came of a trend. */
export interface TrendPerformance {
  contents: number
  published: number
  /** Decimal text in US dollars. */
  cost: string
}

export const noPerformance: TrendPerformance = { contents: 0, published: 0, cost: '0' }

/** What came of each of these trends. `ownerId` null counts everybody's contents. Trends without contents are left out. */
export async function readTrendPerformance(
  client: Client,
  trendIds: readonly string[],
  ownerId: string | null,
): Promise<Map<string, TrendPerformance>> {
  const rows = await client.$queryRaw<(TrendPerformance & { trendId: string })[]>`
    SELECT contents.trend_id AS "trendId", count(*)::int AS contents, count(published_at)::int AS published,
      COALESCE(sum(costs.amount), 0)::text AS cost
    FROM contents LEFT JOIN LATERAL (
      SELECT sum(amount) AS amount FROM cost_records WHERE content_id = contents.id
    ) AS costs ON true
    WHERE contents.trend_id = ANY(${trendIds}::uuid[]) AND (${ownerId}::uuid IS NULL OR owner_id = ${ownerId}::uuid)
    GROUP BY contents.trend_id`
  return new Map(rows.map(({ trendId, cost, ...row }) => [trendId, { ...row, cost: formatMoney(cost) }]))
}
