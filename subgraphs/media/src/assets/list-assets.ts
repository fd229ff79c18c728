import { afterPosition, type Connection, connectionOf, type Page, type Viewer } from '@orion/common'
import type { Media } from '../media.ts'
import type { AssetRow, AssetStatus } from './asset-row.ts'

/** A page of the pictures the viewer may see, newest first. */
export async function listAssets(
  { database }: Media,
  viewer: Viewer,
  page: Page,
  statuses: readonly AssetStatus[] | null | undefined,
): Promise<Connection<AssetRow>> {
  const owned = viewer.role === 'ADMIN' ? {} : { userId: viewer.userId }
  const wanted = statuses && statuses.length > 0 ? { status: { in: [...statuses] } } : {}
  const rows = await database.client.mediaAsset.findMany({
    where: { AND: [owned, wanted, afterPosition(page.after, 'createdAt', 'desc')] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.first + 1,
  })
  return connectionOf(rows, page, row => ({ value: row.createdAt.toISOString(), id: row.id }))
}
