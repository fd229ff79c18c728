import type { Client } from '../database.ts'

/** How many stages ended in one hour, and how many of them failed. */
export interface HourlyErrors {
  /** The hour's first moment. */
  hour: Date
  errors: number
  total: number
  /** Errors over total, 0 to 1; 0 when none ended. */
  errorRate: number
}

/** The last `hours` hours, the one under way included, oldest first, hours in which nothing ended as well. */
export function readHourlyErrors(
  client: Client,
  hours: number,
  ownerId: string | null,
): Promise<HourlyErrors[]> {
  return client.$queryRaw<HourlyErrors[]>`
    SELECT hour, (count(*) FILTER (WHERE outcome = 'FAILED'))::int AS errors, count(outcome)::int AS total,
      COALESCE((count(*) FILTER (WHERE outcome = 'FAILED'))::float8 / NULLIF(count(outcome), 0), 0) AS "errorRate"
    FROM generate_series(
      date_trunc('hour', now(), 'UTC') - (${hours - 1}::int * interval '1 hour'), now(), interval '1 hour'
    ) AS hour
    LEFT JOIN stage_runs ON ended_at >= hour AND ended_at < hour + interval '1 hour'
      AND (${ownerId}::uuid IS NULL OR owner_id = ${ownerId}::uuid)
    GROUP BY hour ORDER BY hour`
}

/** How many stages failed at each provider since `since`. */
export async function readProviderErrors(
  client: Client,
  since: Date,
  ownerId: string | null,
): Promise<Map<string, number>> {
  const rows = await client.stageRun.groupBy({
    by: ['provider'],
    where: {
      outcome: 'FAILED',
      endedAt: { gte: since },
      provider: { not: null },
      ...(ownerId ? { ownerId } : {}),
    },
    _count: true,
  })
  return new Map(rows.map(row => [row.provider ?? '', row._count]))
}
