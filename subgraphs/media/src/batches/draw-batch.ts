import { aboutRun, type Logger, OrionError } from '@orion/common'
import { drawAsset } from '../assets/draw-asset.ts'
import type { Batch } from '../generated/prisma/client.ts'
import type { Media } from '../media.ts'
import { settleCancelled } from './cancel-batch.ts'
import { concludeBatch } from './conclude-batch.ts'
import { tellStage } from './tell-stage.ts'

/** Some pictures could not be drawn now, but perhaps later: the job comes again after a pause. */
export class PicturesPostponedError extends OrionError {
  constructor(count: number) {
    super(`${count} pictures could not be drawn yet.`, {
      code: 'PICTURES_POSTPONED',
      status: 503,
      retryable: true,
    })
  }
}

export interface DrawContext {
  signal: AbortSignal
  isLastAttempt: boolean
  log: Logger
}

/**
 * Draws what is missing of a run's pictures, a few at once, and tells what came of it. Pictures that are there are never drawn
 * again, so it can be done from the start after any interruption.
 */
export async function drawBatch(media: Media, runId: string, context: DrawContext): Promise<void> {
  const batch = await beginBatch(media, runId)
  if (batch === null) {
    await settleCancelled(media, runId)
    return
  }
  const missing = await media.database.client.mediaAsset.findMany({
    where: { runId, status: { in: ['PENDING', 'GENERATING'] } },
    orderBy: { scene: 'asc' },
  })
  await tellProgress(media, batch)
  const outcomes = await inParallel(missing, media.configuration.MEDIA_CONCURRENCY, async asset => {
    const outcome = await drawAsset(media, asset, context)
    await tellProgress(media, batch)
    return outcome
  })
  if (await settleCancelled(media, runId)) return
  const postponed = outcomes.filter(outcome => outcome === 'POSTPONED').length
  if (postponed > 0) throw new PicturesPostponedError(postponed)
  await concludeBatch(media, runId)
}

/** The run's batch while it is to be drawn; the first time the stage is told to have begun. */
async function beginBatch(media: Media, runId: string): Promise<Batch | null> {
  const { database } = media
  const batch = await database.client.batch.findUnique({ where: { runId } })
  if (batch?.status !== 'RUNNING') return null
  if (batch.startedAt !== null) return batch
  await database.transaction(async transaction => {
    const { count } = await transaction.batch.updateMany({
      where: { runId, startedAt: null },
      data: { startedAt: new Date() },
    })
    if (count > 0) await tellStage(media, transaction, batch, { status: 'RUNNING' })
  })
  return batch
}

async function tellProgress({ database, live }: Media, batch: Batch): Promise<void> {
  const { runId } = batch
  const assets = await database.client.mediaAsset.findMany({ where: { runId }, select: { status: true } })
  const settled = assets.filter(({ status }) => status === 'READY' || status === 'FAILED').length
  live.tell(
    'pipeline.progress',
    aboutRun(batch, {
      stage: 'IMAGES',
      progress: settled / Math.max(1, assets.length),
      renderId: null,
      renderProgress: null,
    }),
  )
}

/** Does all, `limit` at once. Waits for those at work before it throws what the first failure was. */
async function inParallel<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const left = [...items]
  const lanes = Array.from({ length: Math.min(limit, left.length) }, async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) results.push(await work(item))
  })
  const ended = await Promise.allSettled(lanes)
  const failed = ended.find(lane => lane.status === 'rejected')
  if (failed) throw failed.reason
  return results
}
