import type { EventData } from '@orion/common'
import { seedOf } from '../assets/seed.ts'
import type { Transaction } from '../database.ts'
import { drawBatchJob } from '../job-types.ts'
import type { Media } from '../media.ts'
import { lockRun } from './lock-run.ts'

/**
 * Notes the pictures a run needs, one for each visual prompt, and asks for them to be drawn. A run asked for before stays.
 * @returns false for a run that was cancelled before
 */
export async function requestBatch(
  { jobs }: Media,
  transaction: Transaction,
  content: EventData<'content.created'>,
): Promise<boolean> {
  const { contentId, runId, userId, title, platform, niche, script, visualPrompts } = content
  await lockRun(transaction, runId)
  if (await transaction.cancelledRun.findUnique({ where: { runId } })) return false
  await transaction.batch.createMany({
    data: [{ runId, contentId, userId, title, platform, niche, script }],
    skipDuplicates: true,
  })
  await transaction.mediaAsset.createMany({
    data: visualPrompts.map(({ description, style, ...prompt }) => ({
      ...prompt,
      contentId,
      runId,
      userId,
      prompt: description,
      style: style.toLowerCase(),
      seed: seedOf(contentId, prompt.scene, 1),
    })),
    skipDuplicates: true,
  })
  await jobs.enqueue(transaction, drawBatchJob, { runId }, { id: runId })
  return true
}
