import { aboutRun } from '@orion/common'
import type { Media } from '../media.ts'
import type { DrawnImage } from '../providers/image-providers.ts'
import type { AssetRow } from './asset-row.ts'
import type { PictureFiles } from './store-picture.ts'

/**
 * Marks a picture as READY, and tells and keeps what it cost, in one transaction: each picture is counted once.
 * @returns false when the claim was lost meanwhile; then nothing is kept
 */
export function finishAsset(
  { database, events }: Media,
  asset: AssetRow,
  drawn: DrawnImage,
  { fileKey, thumbnailKey }: PictureFiles,
): Promise<boolean> {
  const { id, claim } = asset
  const { provider, model, isEmbedded, width, height, units, unit, cost, latencyMs } = drawn
  return database.transaction(async transaction => {
    const { count } = await transaction.mediaAsset.updateMany({
      where: { id, claim, status: 'GENERATING' },
      data: {
        status: 'READY',
        claim: null,
        ticketProvider: null,
        ticketJob: null,
        provider,
        model,
        isEmbedded,
        width,
        height,
        sizeBytes: drawn.bytes.byteLength,
        fileKey,
        thumbnailKey,
        cost: { increment: cost },
        error: null,
        readyAt: new Date(),
      },
    })
    if (count === 0) return false
    await transaction.providerCall.create({
      data: { assetId: id, provider, model, units, unit, cost, latencyMs },
    })
    await events.publish(
      transaction,
      'cost.recorded',
      aboutRun(asset, {
        stage: 'IMAGES',
        provider,
        category: 'IMAGE',
        units,
        unit,
        amount: cost,
        latencyMs,
      }),
    )
    return true
  })
}
