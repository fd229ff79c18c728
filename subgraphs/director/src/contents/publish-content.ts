import type { EventData } from '@orion/common'
import type { Transaction } from '../database.ts'
import type { DirectorTools } from '../director.ts'
import { lockContent } from '../history/lock-content.ts'
import { moveContent, moveRun } from '../history/move.ts'

/** Takes in that a platform has the video: the first one makes the content PUBLISHED and completes its run. */
export async function notePublication(
  director: DirectorTools,
  transaction: Transaction,
  { contentId, runId, platform }: EventData<'content.published'>,
): Promise<void> {
  await lockContent(transaction, contentId)
  const content = await transaction.content.findUnique({ where: { id: contentId } })
  if (content?.status !== 'APPROVED') return
  const cause = { actor: 'publisher', reason: `It is on ${platform}.`, runId }
  await moveContent(director, transaction, content, 'PUBLISHED', cause)
  const run = await transaction.run.findUnique({ where: { id: runId } })
  if (run?.status === 'RUNNING') await moveRun(transaction, runId, 'COMPLETED', cause)
}
