import { aboutRun, ConflictError, maySee, NotFoundError, type Viewer } from '@orion/common'
import { cancellation } from '@orion/common/events/cancellation'
import type { Director } from '../director.ts'
import type { Run } from '../generated/prisma/client.ts'
import { lockContent } from '../history/lock-content.ts'
import { moveContent, moveRun, recordMove } from '../history/move.ts'
import { runOf } from '../history/run-of.ts'
import { advanceRunType } from './advance-run.ts'
import { failOwnStage } from './fail-run.ts'

/**
 * Cancels a run that has not ended, and tells the services that are at work for it. Its content becomes FAILED, or
 * REJECTED when its video waited for the last review; both can be made again.
 * @throws NotFoundError when there is none the viewer may see
 * @throws ConflictError when it has ended, or its content is approved already
 */
export async function cancelRun(
  director: Director,
  viewer: Viewer,
  runId: string,
  reason: string | null,
): Promise<Run> {
  return director.database.transaction(async transaction => {
    const found = await transaction.run.findUnique({ where: { id: runId }, include: { content: true } })
    if (!found || !maySee(viewer, found.content.ownerId)) throw new NotFoundError('run', runId)
    const { content } = found
    await lockContent(transaction, content.id)
    const { status } = await transaction.content.findUniqueOrThrow({ where: { id: content.id } })
    if (status === 'APPROVED' || status === 'PUBLISHED') {
      throw new ConflictError(`The content ${content.id} is ${status}; cancel its publications instead.`)
    }
    const given = reason?.trim() || null
    const cause = { actor: viewer.userId, reason: given ?? 'Cancelled.', runId }
    await moveRun(transaction, runId, 'CANCELLED', cause, { error: cause.reason })
    const told = cancellation(given)
    await failOwnStage(director, transaction, runId, told)
    await closeOpenGates(transaction, runId, viewer.userId, cause.reason)
    const ended = status === 'REVIEW' ? 'REJECTED' : 'FAILED'
    await moveContent(director, transaction, content, ended, { ...cause, reason: told }, { error: told })
    await director.events.publish(
      transaction,
      'pipeline.cancelled',
      aboutRun(runOf(content, runId), {
        title: content.title,
        reason: given,
        cancelledBy: viewer.userId,
      }),
    )
    await director.jobs.enqueue(transaction, advanceRunType, { runId })
    return transaction.run.findUniqueOrThrow({ where: { id: runId } })
  })
}

async function closeOpenGates(
  transaction: Parameters<typeof lockContent>[0],
  runId: string,
  actor: string,
  reason: string,
): Promise<void> {
  const open = await transaction.gate.findMany({ where: { runId, status: 'OPEN' } })
  for (const gate of open) {
    await transaction.gate.update({
      where: { id: gate.id },
      data: { status: 'REJECTED', decidedAt: new Date(), decidedBy: actor, feedback: reason },
    })
    await recordMove(transaction, 'GATE', gate.id, 'OPEN', 'REJECTED', { actor, reason })
  }
}
