import { describeError } from '@orion/common'
import { type DrawContext, PicturesPostponedError } from '../batches/draw-batch.ts'
import type { Media } from '../media.ts'
import { drawAsset } from './draw-asset.ts'

interface Redraw {
  assetId: string
  revision: number
}

/** Draws one picture again; one that was asked for once more since is left to that later job. */
export async function redrawAsset(
  media: Media,
  { assetId, revision }: Redraw,
  context: DrawContext,
): Promise<void> {
  const asset = await media.database.client.mediaAsset.findFirst({
    where: { id: assetId, revision, status: { in: ['PENDING', 'GENERATING'] } },
  })
  if (asset === null) return
  const outcome = await drawAsset(media, asset, context)
  if (outcome === 'POSTPONED') throw new PicturesPostponedError(1)
  if (outcome === 'FAILED') await keepOldPicture(media, { assetId, revision })
}

/** Ends a redraw whose job failed for good. */
export async function failRedraw(media: Media, redraw: Redraw, error: Error): Promise<void> {
  await media.database.client.mediaAsset.updateMany({
    where: { id: redraw.assetId, revision: redraw.revision, status: { in: ['PENDING', 'GENERATING'] } },
    data: { status: 'FAILED', claim: null, error: describeError(error).slice(0, 500) },
  })
  await keepOldPicture(media, redraw)
}

/** A picture that could not be drawn again is still the one it was; the error says what happened. */
async function keepOldPicture({ database }: Media, { assetId, revision }: Redraw): Promise<void> {
  await database.client.mediaAsset.updateMany({
    where: { id: assetId, revision, status: 'FAILED', fileKey: { not: null } },
    data: { status: 'READY' },
  })
}
