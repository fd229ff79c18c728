import {
  type Connection,
  connectionOf,
  type Page,
  positionTime,
  readPosition,
  type Viewer,
} from '@orion/common'
import { z } from 'zod'
import { possibleIds } from '../access.ts'
import type { DirectorTools } from '../director.ts'
import type { Content } from '../generated/prisma/client.ts'
import { positionOfContent } from './find-contents.ts'

const ranked = z.array(z.object({ id: z.string() }))

/**
 * For each of these trends one page of the contents the viewer may see, newest first. One query finds the ids of all
 * pages, a second one their rows.
 */
export async function findContentsOfTrends(
  { database }: DirectorTools,
  viewer: Viewer,
  trendIds: readonly string[],
  page: Page,
): Promise<Map<string, Connection<Content>>> {
  const { first } = page
  const after = page.after && readPosition(page.after, positionTime)
  const found = await database.client.$queryRawUnsafe(
    `SELECT id::text FROM (
       SELECT id, row_number() OVER (PARTITION BY trend_id ORDER BY created_at DESC, id DESC) AS place
       FROM contents
       WHERE trend_id = ANY($1::uuid[])
         AND ($2::uuid IS NULL OR owner_id = $2::uuid)
         AND ($3::timestamptz IS NULL OR (created_at, id) < ($3::timestamptz, $4::uuid))
     ) AS placed WHERE place <= $5`,
    possibleIds(trendIds),
    viewer.role === 'ADMIN' ? null : viewer.userId,
    after?.value.toISOString() ?? null,
    after?.id ?? null,
    first + 1,
  )
  const rows = await database.client.content.findMany({
    where: { id: { in: ranked.parse(found).map(({ id }) => id) } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  return new Map(
    trendIds.map(trendId => [
      trendId,
      connectionOf(
        rows.filter(row => row.trendId === trendId),
        page,
        positionOfContent,
      ),
    ]),
  )
}
