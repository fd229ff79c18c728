import { ConflictError, InvalidInputError, maySee, NotFoundError, type Viewer } from '@orion/common'
import { redrawAssetJob } from '../job-types.ts'
import type { Media } from '../media.ts'
import type { AssetRow } from './asset-row.ts'
import { findAssets } from './find-assets.ts'
import { seedOf } from './seed.ts'

const PROMPT_LENGTH = 2000

export interface RegenerateInput {
  id: string
  /** What to draw instead; the same by default. */
  prompt?: string | null
}

/**
 * Asks for one picture to be drawn again, with another seed. Until it is there, the old file stays.
 * @throws NotFoundError, InvalidInputError for an empty or endless prompt, ConflictError while it is being drawn
 */
export async function regenerateAsset(
  media: Media,
  viewer: Viewer,
  { id, prompt }: RegenerateInput,
): Promise<AssetRow> {
  const asset = (await findAssets(media, [id])).get(id)
  if (!asset || !maySee(viewer, asset.userId)) throw new NotFoundError('picture', id)
  const words = prompt?.trim()
  if (words !== undefined && (words.length === 0 || words.length > PROMPT_LENGTH || words.includes('\0')))
    throw new InvalidInputError(
      `The prompt has ${words.length} characters; it must have 1 to ${PROMPT_LENGTH}.`,
      ['prompt'],
    )
  const revision = asset.revision + 1
  return media.database.transaction(async transaction => {
    const { count } = await transaction.mediaAsset.updateMany({
      where: {
        id,
        revision: asset.revision,
        status: { in: ['READY', 'FAILED'] },
        batch: { status: { not: 'RUNNING' } },
      },
      data: {
        prompt: words ?? asset.prompt,
        revision,
        seed: seedOf(asset.contentId, asset.scene, revision),
        status: 'PENDING',
        error: null,
        ticketProvider: null,
        ticketJob: null,
      },
    })
    if (count === 0)
      throw new ConflictError('This picture is being drawn at the moment; wait until it is there.', {
        field: ['id'],
      })
    await media.jobs.enqueue(transaction, redrawAssetJob, { assetId: id, revision })
    return transaction.mediaAsset.findUniqueOrThrow({ where: { id } })
  })
}
