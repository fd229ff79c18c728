import type { EventData } from '@orion/common'
import { cancellation } from '@orion/common/events/cancellation'
import type { Transaction } from '../database.ts'
import type { Media } from '../media.ts'
import { closeBatch } from './close-batch.ts'
import { lockRun } from './lock-run.ts'
import { tellStage } from './tell-stage.ts'

/**
 * Ends the pictures of a cancelled run: none is begun any more, also when they are asked for only later. One that a
 * provider is at work on is finished, since it is paid for.
 * @returns how many pictures are not drawn
 */
export async function cancelBatch(
  media: Media,
  transaction: Transaction,
  { runId, reason }: EventData<'pipeline.cancelled'>,
): Promise<number> {
  await lockRun(transaction, runId)
  await transaction.cancelledRun.createMany({ data: [{ runId }], skipDuplicates: true })
  const error = cancellation(reason)
  const batch = await closeBatch(transaction, runId, { status: 'CANCELLED', error })
  if (batch === null) return 0
  if (batch.startedAt !== null) await tellStage(media, transaction, batch, { status: 'FAILED', error })
  const { count } = await transaction.mediaAsset.updateMany({
    where: { runId, revision: 1, status: 'PENDING' },
    data: { status: 'FAILED', error },
  })
  return count
}

/**
 * Gives up what a cancelled run left behind: pictures whose drawing failed, or whose process was killed.
 * @returns false when the run is not cancelled
 */
export async function settleCancelled({ database }: Media, runId: string): Promise<boolean> {
  const batch = await database.client.batch.findUnique({ where: { runId } })
  if (batch?.status !== 'CANCELLED') return false
  await database.client.mediaAsset.updateMany({
    where: { runId, revision: 1, status: { in: ['PENDING', 'GENERATING'] } },
    data: { status: 'FAILED', claim: null, error: batch.error },
  })
  return true
}
