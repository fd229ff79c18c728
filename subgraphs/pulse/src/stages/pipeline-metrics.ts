import { stageNames } from '@orion/common/events/schemas'
import type { Client } from '../database.ts'

/** How one stage did. */
export interface StageMetrics {
  stage: string
  total: number
  completed: number
  failed: number
  /** Of those that ended well; null when none did. */
  averageSeconds: number | null
}

/** How the stages of the pipeline did. */
export interface PipelineMetrics {
  publishedPerHour: number
  /** Failed over all ended stages, 0 to 1; 0 when none ended. */
  errorRate: number
  /** Every stage, in the order of the pipeline. */
  stages: StageMetrics[]
}

/** How the stages that ended in the last `hours` did. `ownerId` null counts everybody's contents. */
export async function readPipelineMetrics(
  client: Client,
  hours: number,
  ownerId: string | null,
  now = new Date(),
): Promise<PipelineMetrics> {
  const since = new Date(now.getTime() - hours * 3_600_000)
  const [rows, published] = await Promise.all([
    client.$queryRaw<StageMetrics[]>`
      SELECT stage, count(*)::int AS total,
        (count(*) FILTER (WHERE outcome = 'COMPLETED'))::int AS completed,
        (count(*) FILTER (WHERE outcome = 'FAILED'))::int AS failed,
        (avg(extract(epoch FROM ended_at - started_at)) FILTER (WHERE outcome = 'COMPLETED' AND ended_at >= started_at))::float8
          AS "averageSeconds"
      FROM stage_runs
      WHERE ended_at >= ${since}::timestamptz AND (${ownerId}::uuid IS NULL OR owner_id = ${ownerId}::uuid)
      GROUP BY stage`,
    client.content.count({ where: { publishedAt: { gte: since }, ...(ownerId ? { ownerId } : {}) } }),
  ])
  const found = new Map(rows.map(row => [row.stage, row]))
  const total = rows.reduce((sum, row) => sum + row.total, 0)
  const failed = rows.reduce((sum, row) => sum + row.failed, 0)
  return {
    publishedPerHour: published / hours,
    errorRate: total === 0 ? 0 : failed / total,
    stages: stageNames.map(
      stage => found.get(stage) ?? { stage, total: 0, completed: 0, failed: 0, averageSeconds: null },
    ),
  }
}
