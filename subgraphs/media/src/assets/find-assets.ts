import { z } from 'zod'
import type { Media } from '../media.ts'
import type { AssetRow } from './asset-row.ts'

const isUuid = (id: string): boolean => z.uuid().safeParse(id).success

/** Pictures by id. Ids that name none are left out. */
export async function findAssets(
  { database }: Media,
  ids: readonly string[],
): Promise<Map<string, AssetRow>> {
  const rows = await database.client.mediaAsset.findMany({ where: { id: { in: ids.filter(isUuid) } } })
  return new Map(rows.map(row => [row.id, row]))
}

/** The pictures of the newest run of each content, in the order of the scenes. */
export async function findNewestAssets(
  { database }: Media,
  contentIds: readonly string[],
): Promise<Map<string, AssetRow[]>> {
  const newest = await database.client.batch.findMany({
    where: { contentId: { in: contentIds.filter(isUuid) } },
    orderBy: [{ contentId: 'asc' }, { createdAt: 'desc' }],
    distinct: ['contentId'],
    select: { runId: true },
  })
  const rows = await database.client.mediaAsset.findMany({
    where: { runId: { in: newest.map(({ runId }) => runId) } },
    orderBy: { scene: 'asc' },
  })
  const byContent = new Map<string, AssetRow[]>()
  for (const row of rows) byContent.set(row.contentId, [...(byContent.get(row.contentId) ?? []), row])
  return byContent
}
