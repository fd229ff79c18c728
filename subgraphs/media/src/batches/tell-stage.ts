import type { Transaction } from '../database.ts'
import type { Batch } from '../generated/prisma/client.ts'
import type { Media } from '../media.ts'

/** Tells where the stage IMAGES of a run stands. */
export async function tellStage(
  { events }: Media,
  transaction: Transaction,
  { contentId, runId, userId, title }: Batch,
  change: { status: 'RUNNING' | 'COMPLETED' | 'FAILED'; provider?: string | null; error?: string | null },
): Promise<void> {
  await events.publish(transaction, 'pipeline.stage_changed', {
    subject: contentId,
    audience: { userIds: [userId] },
    data: {
      contentId,
      runId,
      userId,
      title,
      stage: 'IMAGES',
      status: change.status,
      attempt: 1,
      provider: change.provider ?? null,
      error: change.error ?? null,
      gateId: null,
    },
  })
}
