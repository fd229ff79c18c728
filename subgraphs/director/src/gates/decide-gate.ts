import {
  aboutRun,
  ConflictError,
  InvalidInputError,
  maySee,
  NotFoundError,
  recordAct,
  type Viewer,
} from '@orion/common'
import { requireFeedback, startRegeneration } from '../contents/remake-content.ts'
import type { Transaction } from '../database.ts'
import type { Director } from '../director.ts'
import type { Content, Gate } from '../generated/prisma/client.ts'
import { lockContent } from '../history/lock-content.ts'
import { moveContent, moveRun, recordMove } from '../history/move.ts'
import { runOf } from '../history/run-of.ts'
import { advanceRunType } from '../runs/advance-run.ts'
import { approveVideo, type Publishing } from './approve-video.ts'

/** A decision at a gate. */
export interface Decision extends Publishing {
  decision: 'APPROVE' | 'REJECT'
  /** What to do differently; needed to reject. */
  feedback: string | null
  /** With a rejection: make the content again with the feedback. */
  regenerate: boolean
}

/** The gate as it was decided, and its content. */
export interface Decided {
  gate: Gate
  content: Content
}

/**
 * Decides a gate, once. Approved, the pipeline goes on; rejected, the run ends and the content is made again on request.
 * @throws NotFoundError when there is none the viewer may see
 * @throws ConflictError when somebody else decided it first
 */
export async function decideGate(
  director: Director,
  viewer: Viewer,
  gateId: string,
  decision: Decision,
): Promise<Decided> {
  const feedback =
    decision.decision === 'REJECT' ? requireFeedback(decision.feedback, 'feedback') : decision.feedback
  return director.database.transaction(async transaction => {
    const found = await transaction.gate.findUnique({
      where: { id: gateId },
      include: { run: { include: { content: true } } },
    })
    if (!found || !maySee(viewer, found.run.content.ownerId)) throw new NotFoundError('gate', gateId)
    if (found.stage !== 'VIDEO' && (decision.publishAt || decision.accountIds)) {
      throw new InvalidInputError('Only the approval of the last gate says when and where to publish.', [
        'publishAt',
      ])
    }
    await lockContent(transaction, found.run.contentId)
    const gate = await closeGate(transaction, viewer, gateId, decision.decision, feedback)
    const content = await transaction.content.findUniqueOrThrow({ where: { id: found.run.contentId } })
    if (gate.status === 'REJECTED')
      await reject(director, transaction, viewer, content, gate, decision.regenerate)
    else await approve(director, transaction, viewer, content, gate, decision)
    await recordAct(director.events, transaction, {
      action: 'GATE_DECIDED',
      actorId: viewer.userId,
      subjectId: gate.id,
      details: {
        contentId: content.id,
        ownerId: content.ownerId,
        stage: gate.stage,
        decision: decision.decision,
      },
    })
    return { gate, content: await transaction.content.findUniqueOrThrow({ where: { id: content.id } }) }
  })
}

async function closeGate(
  transaction: Transaction,
  viewer: Viewer,
  gateId: string,
  decision: Decision['decision'],
  feedback: string | null,
): Promise<Gate> {
  const status = decision === 'APPROVE' ? 'APPROVED' : 'REJECTED'
  const decided = await transaction.gate.updateMany({
    where: { id: gateId, status: 'OPEN' },
    data: { status, decidedAt: new Date(), decidedBy: viewer.userId, feedback },
  })
  const gate = await transaction.gate.findUniqueOrThrow({ where: { id: gateId } })
  if (decided.count === 0) {
    const when = gate.decidedAt?.toISOString() ?? 'before'
    throw new ConflictError(`The gate ${gateId} was ${gate.status} at ${when}; a gate is decided once.`, {
      status: gate.status,
      decidedBy: gate.decidedBy,
    })
  }
  await recordMove(transaction, 'GATE', gateId, 'OPEN', status, { actor: viewer.userId, reason: feedback })
  return gate
}

async function approve(
  director: Director,
  transaction: Transaction,
  viewer: Viewer,
  content: Content,
  gate: Gate,
  publishing: Publishing,
): Promise<void> {
  const cause = { actor: viewer.userId, reason: `The gate ${gate.stage} was approved.`, runId: gate.runId }
  await moveRun(transaction, gate.runId, 'RUNNING', cause)
  if (gate.stage === 'VIDEO')
    await approveVideo(director, transaction, content, gate.runId, viewer.userId, publishing)
  else await director.jobs.enqueue(transaction, advanceRunType, { runId: gate.runId })
}

async function reject(
  director: Director,
  transaction: Transaction,
  viewer: Viewer,
  content: Content,
  gate: Gate,
  regenerate: boolean,
): Promise<void> {
  const feedback = gate.feedback ?? ''
  const { runId, stage } = gate
  const cause = { actor: viewer.userId, reason: feedback, runId }
  await moveRun(transaction, runId, 'FAILED', cause, {
    error: `Rejected at the gate ${stage}: ${feedback}`.slice(0, 2_000),
  })
  await moveContent(director, transaction, content, 'REJECTED', cause)
  await director.events.publish(
    transaction,
    'content.rejected',
    aboutRun(runOf(content, runId), {
      title: content.title,
      stage,
      feedback,
      regenerate,
      rejectedBy: viewer.userId,
    }),
  )
  await director.jobs.enqueue(transaction, advanceRunType, { runId })
  if (regenerate) await startRegeneration(director, transaction, content, feedback, viewer.userId)
}
