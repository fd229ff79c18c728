import { randomUUID } from 'node:crypto'
import type { Media } from '../media.ts'
import type { AssetRow } from './asset-row.ts'

/**
 * Takes a picture that is to be drawn. Only one process has the job at a time, so one that is GENERATING was left behind by a
 * killed process; the new claim keeps that one from finishing it, should it still be alive.
 * @returns the picture as it is now, or null when somebody else has finished or taken it since it was read
 */
export async function claimAsset({ database }: Media, asset: AssetRow): Promise<AssetRow | null> {
  const claim = randomUUID()
  const { count } = await database.client.mediaAsset.updateMany({
    where: { id: asset.id, revision: asset.revision, status: asset.status, claim: asset.claim },
    data: { status: 'GENERATING', claim, attempts: { increment: 1 } },
  })
  if (count === 0) return null
  return database.client.mediaAsset.findFirst({ where: { id: asset.id, claim } })
}
