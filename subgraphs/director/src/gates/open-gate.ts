import type { GateStage } from '@orion/common'
import { gatePolicies } from '../contents/stored-work.ts'
import type { Transaction } from '../database.ts'
import type { DirectorTools } from '../director.ts'
import type { Content, Gate } from '../generated/prisma/client.ts'
import { moveRun, recordMove } from '../history/move.ts'
import { tellStage } from '../runs/stages.ts'

const instructions: Record<GateStage, string> = {
  STRATEGIST: 'Read the script: is it true to its source, and would you post it?',
  CREATOR: 'Look at the visual prompts: does each scene show what is spoken?',
  ANALYST: 'Read the analysis: shall the pictures be drawn and the video be made?',
  VIDEO: 'Watch the video: shall it be published?',
}

/** The name under which a policy decides. */
export const policyActor = 'policy'

/**
 * Opens a gate of a run, once. Where the content has a policy for the gate and the score reaches it, the gate is passed
 * at once; otherwise the run waits for a person. Needs the lock of the content.
 *
 * @param score of the work to decide on, 0 to 1
 */
export async function openGate(
  director: DirectorTools,
  transaction: Transaction,
  content: Content,
  runId: string,
  stage: GateStage,
  score: number,
): Promise<Gate> {
  const known = await transaction.gate.findUnique({ where: { runId_stage: { runId, stage } } })
  if (known) return known
  const passAt = gatePolicies.parse(content.gatePolicies)[stage] ?? null
  const passes = passAt !== null && score >= passAt
  const gate = await transaction.gate.create({
    data: {
      runId,
      stage,
      instruction: instructions[stage],
      score,
      passAt,
      ...(passes ? { status: 'APPROVED', decidedAt: new Date(), decidedByPolicy: true } : {}),
    },
  })
  await recordMove(transaction, 'GATE', gate.id, null, 'OPEN', { actor: 'director' })
  if (passes) {
    const reason = `The score ${score} reaches ${passAt}.`
    await recordMove(transaction, 'GATE', gate.id, 'OPEN', 'APPROVED', { actor: policyActor, reason })
    return gate
  }
  await moveRun(transaction, runId, 'AWAITING_REVIEW', {
    actor: 'director',
    reason: `The gate ${stage} is open.`,
  })
  const attempt = await attemptOf(transaction, runId, stage)
  await tellStage(director, transaction, content, runId, {
    stage,
    status: 'AWAITING_REVIEW',
    attempt,
    gateId: gate.id,
  })
  return gate
}

async function attemptOf(transaction: Transaction, runId: string, stage: GateStage): Promise<number> {
  if (stage === 'VIDEO') return 1
  const row = await transaction.stage.findUnique({ where: { runId_stage: { runId, stage } } })
  return row?.attempt ?? 1
}
