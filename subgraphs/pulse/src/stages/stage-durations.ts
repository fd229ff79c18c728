import { stageNames } from '@orion/common/events/schemas'
import type { Client } from '../database.ts'

/** How long a content's stages took, and the time from its start to its first publication. */
export interface ContentMetrics {
  /** Null until it is published. Waiting at gates is included. */
  leadSeconds: number | null
  /** All its stages together, tries that failed included, without waiting. */
  workSeconds: number
  /** Stage by stage, in the order of the pipeline. */
  stages: { stage: string; seconds: number }[]
}

const order = new Map<string, number>(stageNames.map((stage, at) => [stage, at]))
const orderOf = (stage: string) => order.get(stage) ?? stageNames.length
const milliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000

/** The metrics of contents by their ids; contents nothing is known of are left out. */
export async function readContentMetrics(
  client: Client,
  contentIds: readonly string[],
): Promise<Map<string, ContentMetrics>> {
  const [contents, durations] = await Promise.all([
    client.content.findMany({ where: { id: { in: [...contentIds] } } }),
    client.$queryRaw<{ contentId: string; stage: string; seconds: number }[]>`
      SELECT content_id AS "contentId", stage, sum(extract(epoch FROM ended_at - started_at))::float8 AS seconds
      FROM stage_runs WHERE content_id = ANY(${contentIds}::uuid[]) AND ended_at >= started_at
      GROUP BY content_id, stage`,
  ])
  return new Map(
    contents.map(({ id, startedAt, publishedAt }) => {
      const stages = durations
        .filter(({ contentId }) => contentId === id)
        .map(({ stage, seconds }) => ({ stage, seconds: milliseconds(seconds) }))
        .sort((a, b) => orderOf(a.stage) - orderOf(b.stage))
      const leadSeconds = publishedAt && (publishedAt.getTime() - startedAt.getTime()) / 1000
      const workSeconds = milliseconds(stages.reduce((sum, { seconds }) => sum + seconds, 0))
      return [id, { leadSeconds, workSeconds, stages }]
    }),
  )
}

export const noMetrics: ContentMetrics = { leadSeconds: null, workSeconds: 0, stages: [] }
