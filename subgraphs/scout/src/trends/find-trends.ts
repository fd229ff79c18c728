import { z } from 'zod'
import { groupBy } from '../group-by.ts'
import type { Scout } from '../scout.ts'
import type { TrendRow } from './trend-row.ts'

const uuid = z.uuid()

/** The trends of these ids; ids of nothing, and texts that are no ids, are left out. */
export async function findTrends(
  { database }: Scout,
  ids: readonly string[],
): Promise<Map<string, TrendRow>> {
  const wanted = ids.filter(id => uuid.safeParse(id).success)
  const rows = await database.client.trend.findMany({ where: { id: { in: wanted } } })
  return new Map(rows.map(row => [row.id, row]))
}

/** Most trends that are given of one scan. */
const MAX_OF_A_SCAN = 100

/** The new trends of each of these scans, best first, 100 at most of each. */
export async function findTrendsOfScans(
  { database }: Scout,
  scanIds: readonly string[],
): Promise<Map<string, TrendRow[]>> {
  const best = await database.client.$queryRawUnsafe<{ id: string }[]>(
    `SELECT id FROM (
       SELECT id, row_number() OVER (PARTITION BY scan_id ORDER BY score DESC, id DESC) AS place
       FROM trends WHERE scan_id = ANY($1::uuid[])
     ) AS ranked WHERE place <= ${MAX_OF_A_SCAN}`,
    scanIds,
  )
  const rows = await database.client.trend.findMany({
    where: { id: { in: best.map(({ id }) => id) } },
    orderBy: [{ score: 'desc' }, { id: 'desc' }],
  })
  return groupBy(rows, row => row.scanId)
}
