import { aboutRun } from '@orion/common'
import type { Transaction } from '../database.ts'
import type { Batch } from '../generated/prisma/client.ts'
import type { Media } from '../media.ts'

/** Tells where the stage IMAGES of a run stands. */
export async function tellStage(
  { events }: Media,
  transaction: Transaction,
  batch: Batch,
  change: { status: 'RUNNING' | 'COMPLETED' | 'FAILED'; provider?: string | null; error?: string | null },
): Promise<void> {
  await events.publish(
    transaction,
    'pipeline.stage_changed',
    aboutRun(batch, {
      title: batch.title,
      stage: 'IMAGES',
      status: change.status,
      attempt: 1,
      provider: change.provider ?? null,
      error: change.error ?? null,
      gateId: null,
    }),
  )
}
