import { aboutRun, describeError, parseInput } from '@orion/common'
import { image, script, targetPlatforms } from '@orion/common/events/schemas'
import { z } from 'zod'
import type { AssetRow } from '../assets/asset-row.ts'
import type { Transaction } from '../database.ts'
import type { Batch } from '../generated/prisma/client.ts'
import type { Media } from '../media.ts'
import { closeBatch } from './close-batch.ts'
import { tellStage } from './tell-stage.ts'

const ERROR_LENGTH = 500

/** Ends a batch whose pictures are all drawn or failed: with enough of them the video can be made. Told once. */
export async function concludeBatch(media: Media, runId: string): Promise<void> {
  await media.database.transaction(async transaction => {
    const batch = await closeBatch(transaction, runId, { status: 'COMPLETED' })
    if (batch === null) return
    const assets = await transaction.mediaAsset.findMany({ where: { runId }, orderBy: { scene: 'asc' } })
    const ready = assets.filter(({ status }) => status === 'READY')
    const failed = assets.filter(({ status }) => status !== 'READY')
    if (
      ready.length > 0 &&
      ready.length >= Math.min(assets.length, media.configuration.MEDIA_ENOUGH_IMAGES)
    ) {
      await tellGenerated(media, transaction, batch, ready, failed)
    } else {
      const first = failed[0]?.error ?? 'there were none to draw'
      await tellFailed(
        media,
        transaction,
        batch,
        `${ready.length} of ${assets.length} pictures drawn: ${first}`,
      )
    }
  })
}

/** Ends a batch whose job failed for good. */
export async function failBatch(media: Media, runId: string, error: Error): Promise<void> {
  await media.database.transaction(async transaction => {
    const batch = await closeBatch(transaction, runId, { status: 'COMPLETED' })
    if (batch === null) return
    await transaction.mediaAsset.updateMany({
      where: { runId, status: { in: ['PENDING', 'GENERATING'] } },
      data: { status: 'FAILED', claim: null, error: describeError(error).slice(0, ERROR_LENGTH) },
    })
    await tellFailed(media, transaction, batch, describeError(error))
  })
}

async function tellGenerated(
  media: Media,
  transaction: Transaction,
  batch: Batch,
  ready: readonly AssetRow[],
  failed: readonly AssetRow[],
): Promise<void> {
  const { title, niche } = batch
  const providers = [...new Set(ready.map(({ provider }) => provider))]
  await media.events.publish(
    transaction,
    'media.generated',
    aboutRun(batch, {
      title,
      niche,
      platform: parseInput(z.enum(targetPlatforms), batch.platform),
      script: parseInput(script, batch.script),
      images: ready.map(({ id, ...asset }) => parseInput(image, { ...asset, assetId: id })),
      failures: failed.map(({ scene, error }) => ({ scene, error: error ?? 'unknown' })),
    }),
  )
  await tellStage(media, transaction, batch, { status: 'COMPLETED', provider: providers.join(', ') })
}

async function tellFailed(
  media: Media,
  transaction: Transaction,
  batch: Batch,
  error: string,
): Promise<void> {
  const { runId, title } = batch
  const short = error.slice(0, ERROR_LENGTH)
  await transaction.batch.update({ where: { runId }, data: { status: 'FAILED', error: short } })
  await media.events.publish(transaction, 'media.failed', aboutRun(batch, { title, error: short }))
  await tellStage(media, transaction, batch, { status: 'FAILED', error: short })
}
