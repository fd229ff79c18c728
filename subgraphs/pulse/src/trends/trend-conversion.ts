import type { Client } from '../database.ts'

/** What became of the trends of some time, in all or from one source. */
export interface TrendConversion {
  found: number
  /** Those from which contents were made. */
  used: number
  /** Those that became too old. */
  expired: number
  /** Used over found, 0 to 1; 0 when none were found. */
  conversionRate: number
}

/** What became of the trends found since `since`, in all and by source, the most productive first. */
export async function readTrendConversion(
  client: Client,
  since: Date,
): Promise<TrendConversion & { bySource: (TrendConversion & { source: string })[] }> {
  const rows = await client.$queryRaw<{ source: string; found: number; used: number; expired: number }[]>`
    SELECT source, count(*)::int AS found, count(expired_at)::int AS expired,
      (count(*) FILTER (WHERE EXISTS (SELECT 1 FROM contents WHERE contents.trend_id = trends.id)))::int AS used
    FROM trends WHERE detected_at >= ${since}::timestamptz GROUP BY source ORDER BY found DESC, source`
  const sum = (count: (row: (typeof rows)[number]) => number) =>
    rows.reduce((all, row) => all + count(row), 0)
  const found = sum(row => row.found)
  const used = sum(row => row.used)
  const rate = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
  return {
    found,
    used,
    expired: sum(row => row.expired),
    conversionRate: rate(used, found),
    bySource: rows.map(row => ({ ...row, conversionRate: rate(row.used, row.found) })),
  }
}
