import type { EventData } from '@orion/common'
import type { Transaction } from '../database.ts'
import type { DirectorTools } from '../director.ts'
import { lockContent } from '../history/lock-content.ts'
import { moveContent } from '../history/move.ts'
import { approveVideo } from './approve-video.ts'
import { openGate, policyActor } from './open-gate.ts'

/**
 * Takes a finished video in: the content is in REVIEW and its last gate is open, or passed where a policy allows it.
 * A video that was rendered again meanwhile takes the place of the first. A video of a run that is over changes nothing. A video that does not keep the platform's limits
 * is never passed by a policy.
 */
export async function reviewVideo(
  director: DirectorTools,
  transaction: Transaction,
  { contentId, runId, video }: EventData<'video.rendered'>,
): Promise<void> {
  await lockContent(transaction, contentId)
  const run = await transaction.run.findUnique({ where: { id: runId }, include: { content: true } })
  if (run?.status === 'AWAITING_REVIEW' && run.content.status === 'REVIEW') {
    // Rendered again while it waits for its review: what is approved is what is seen.
    await transaction.content.update({ where: { id: contentId }, data: { video } })
    return
  }
  if (run?.status !== 'RUNNING' || run.content.status !== 'GENERATING') {
    director.log.info(
      { contentId, runId, status: run?.status },
      'a video came for a run that does not wait for one',
    )
    return
  }
  const cause = { actor: 'editor', reason: 'The video is finished.', runId }
  await moveContent(director, transaction, run.content, 'REVIEW', cause, { video })
  const content = await transaction.content.findUniqueOrThrow({ where: { id: contentId } })
  const score = video.isValid ? video.score : Math.min(video.score, 0)
  const gate = await openGate(director, transaction, content, runId, 'VIDEO', score)
  if (gate.status === 'APPROVED') {
    await approveVideo(director, transaction, content, runId, policyActor, {
      publishAt: null,
      accountIds: null,
    })
  }
}
