import type { Media } from '../media.ts'
import type { AssetRow } from './asset-row.ts'

/**
 * Takes the picture of an earlier run of the same content when it was drawn from the same words: what is there need not be
 * bought again. A picture that somebody asked to be drawn again is never taken from elsewhere.
 * @returns whether there was one
 */
export async function reusePicture({ database }: Media, asset: AssetRow): Promise<boolean> {
  if (asset.revision > 1) return false
  const { contentId, runId, prompt, style, cameraAngle, mood, negativePrompt } = asset
  const earlier = await database.client.mediaAsset.findFirst({
    where: {
      contentId,
      runId: { not: runId },
      status: 'READY',
      prompt,
      style,
      cameraAngle,
      mood,
      negativePrompt,
    },
    orderBy: { readyAt: 'desc' },
  })
  if (earlier === null) return false
  const { provider, model, isEmbedded, width, height, sizeBytes, fileKey, thumbnailKey, seed } = earlier
  await database.client.mediaAsset.updateMany({
    where: { id: asset.id, claim: asset.claim },
    data: {
      provider,
      model,
      isEmbedded,
      width,
      height,
      sizeBytes,
      fileKey,
      thumbnailKey,
      seed,
      status: 'READY',
      claim: null,
      error: null,
      readyAt: new Date(),
    },
  })
  return true
}
