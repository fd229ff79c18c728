import { describeError, OrionError } from '@orion/common'
import type { DrawContext } from '../batches/draw-batch.ts'
import type { Media } from '../media.ts'
import type { ImageCall } from '../providers/image-providers.ts'
import type { AssetRow } from './asset-row.ts'
import { claimAsset } from './claim-asset.ts'
import { finishAsset } from './finish-asset.ts'
import { ticketsOf } from './provider-tickets.ts'
import { reusePicture } from './reuse-picture.ts'
import { storePicture } from './store-picture.ts'

/** Pictures are drawn for upright screens. */
const WIDTH = 1080
const HEIGHT = 1920
const ERROR_LENGTH = 500

/** `TAKEN`: somebody else draws or has drawn it. `POSTPONED`: to be tried again later. */
export type DrawOutcome = 'DRAWN' | 'FAILED' | 'POSTPONED' | 'TAKEN'

/**
 * Draws one picture: claim it, ask the providers, store the files, finish the row. A failure that may pass leaves it to a later
 * attempt of the job, unless this is the last one.
 * @throws when the service stops
 */
export async function drawAsset(media: Media, asset: AssetRow, context: DrawContext): Promise<DrawOutcome> {
  const claimed = await claimAsset(media, asset)
  if (claimed === null) return 'TAKEN'
  try {
    if (await reusePicture(media, claimed)) return 'DRAWN'
    const drawn = await media.providers.draw(
      {
        prompt: claimed.prompt,
        negativePrompt: claimed.negativePrompt,
        style: claimed.style,
        mood: claimed.mood,
        cameraAngle: claimed.cameraAngle,
        width: WIDTH,
        height: HEIGHT,
        seed: claimed.seed,
        signal: context.signal,
      },
      {
        ticketFor: ticketsOf(media, claimed),
        record: call => recordFailure(media, claimed.id, call),
        log: context.log,
      },
    )
    const files = await storePicture(media, claimed, drawn)
    return (await finishAsset(media, claimed, drawn, files)) ? 'DRAWN' : 'TAKEN'
  } catch (error) {
    if (context.signal.aborted) throw error
    const isFinal = context.isLastAttempt || (error instanceof OrionError && !error.retryable)
    context.log.warn({ assetId: asset.id, isFinal, error: describeError(error) }, 'a picture was not drawn')
    await media.database.client.mediaAsset.updateMany({
      where: { id: claimed.id, claim: claimed.claim },
      data: {
        status: isFinal ? 'FAILED' : 'PENDING',
        claim: null,
        error: describeError(error).slice(0, ERROR_LENGTH),
      },
    })
    return isFinal ? 'FAILED' : 'POSTPONED'
  }
}

/** Keeps the attempts that gave nothing; the one that gave the picture is kept with the picture. */
async function recordFailure({ database }: Media, assetId: string, call: ImageCall): Promise<void> {
  if (call.error === null) return
  const { provider, model, units, unit, cost, latencyMs } = call
  const error = call.error.slice(0, ERROR_LENGTH)
  await database.client.providerCall.create({
    data: { assetId, provider, model, error, units, unit, cost, latencyMs },
  })
}
