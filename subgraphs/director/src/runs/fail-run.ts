import type { Transaction } from '../database.ts'
import type { DirectorTools } from '../director.ts'
import { lockContent } from '../history/lock-content.ts'
import { type Cause, moveContent, moveRun } from '../history/move.ts'
import { hasEnded } from '../history/status-moves.ts'
import { tellStage } from './stages.ts'

/**
 * Ends a run by an error: run and content become FAILED, and so does the director's own stage that was at work. A run
 * that has ended before is left as it is.
 */
export async function failRun(
  director: DirectorTools,
  transaction: Transaction,
  runId: string,
  error: string,
  cause: Cause,
): Promise<void> {
  const { content } = await transaction.run.findUniqueOrThrow({
    where: { id: runId },
    include: { content: true },
  })
  await lockContent(transaction, content.id)
  const run = await transaction.run.findUniqueOrThrow({ where: { id: runId } })
  if (hasEnded(run.status)) return
  const message = error.slice(0, 2_000)
  await moveRun(transaction, runId, 'FAILED', { ...cause, reason: message }, { error: message })
  const { status } = await transaction.content.findUniqueOrThrow({
    where: { id: content.id },
    select: { status: true },
  })
  if (status === 'GENERATING') {
    await moveContent(
      director,
      transaction,
      content,
      'FAILED',
      { ...cause, runId, reason: message },
      { error: message },
    )
  }
  await failOwnStage(director, transaction, runId, message)
}

/** Ends the director's own stage of a run that is at work, if there is one. */
export async function failOwnStage(
  director: DirectorTools,
  transaction: Transaction,
  runId: string,
  error: string,
): Promise<void> {
  const { content, stages } = await transaction.run.findUniqueOrThrow({
    where: { id: runId },
    include: {
      content: true,
      stages: { where: { status: 'RUNNING', stage: { in: ['STRATEGIST', 'CREATOR', 'ANALYST'] } } },
    },
  })
  for (const { stage, attempt } of stages) {
    await transaction.stage.update({
      where: { runId_stage: { runId, stage } },
      data: { status: 'FAILED', error, endedAt: new Date() },
    })
    await tellStage(director, transaction, content, runId, { stage, status: 'FAILED', attempt, error })
  }
}
