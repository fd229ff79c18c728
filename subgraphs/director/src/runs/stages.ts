import { aboutRun, type EventData } from '@orion/common'
import type { Transaction } from '../database.ts'
import type { DirectorTools } from '../director.ts'
import type { Content, Prisma, Run } from '../generated/prisma/client.ts'
import type { StageName } from '../generated/prisma/enums.ts'
import { runOf } from '../history/run-of.ts'

/** The stages that are done by the director itself. */
export type OwnStage = Extract<StageName, 'STRATEGIST' | 'CREATOR' | 'ANALYST'>

type StageChange = Pick<EventData<'pipeline.stage_changed'>, 'stage' | 'status' | 'attempt'> &
  Partial<Pick<EventData<'pipeline.stage_changed'>, 'provider' | 'error' | 'gateId'>>

/** Tells that a stage of a run began, ended or failed, or waits at its gate. */
export async function tellStage(
  director: DirectorTools,
  transaction: Transaction,
  content: Pick<Content, 'id' | 'ownerId' | 'title'>,
  runId: string,
  change: StageChange,
): Promise<void> {
  await director.events.publish(
    transaction,
    'pipeline.stage_changed',
    aboutRun(runOf(content, runId), {
      title: content.title,
      provider: null,
      error: null,
      gateId: null,
      ...change,
    }),
  )
}

/**
 * Begins a stage of the director's own. A stage that was begun before and not ended, since the process was killed, is
 * begun again as a further attempt.
 * @returns false when the stage has been completed before: there is nothing to do
 */
export async function beginStage(
  director: DirectorTools,
  content: Content,
  run: Run,
  stage: OwnStage,
): Promise<boolean> {
  return director.database.transaction(async transaction => {
    const key = { runId_stage: { runId: run.id, stage } }
    const known = await transaction.stage.findUnique({ where: key })
    if (known?.status === 'COMPLETED') return false
    const attempt = (known?.attempt ?? 0) + 1
    const begun = { status: 'RUNNING', attempt, startedAt: new Date(), endedAt: null, error: null } as const
    await transaction.stage.upsert({ where: key, create: { runId: run.id, stage, ...begun }, update: begun })
    await transaction.run.update({ where: { id: run.id }, data: { movedAt: new Date() } })
    await tellStage(director, transaction, content, run.id, { stage, status: 'RUNNING', attempt })
    return true
  })
}

/** Ends a stage of the director's own well. */
export async function completeStage(
  director: DirectorTools,
  transaction: Transaction,
  content: Content,
  run: Run,
  stage: OwnStage,
  provider: string,
): Promise<void> {
  const { attempt } = await transaction.stage.update({
    where: { runId_stage: { runId: run.id, stage } },
    data: { status: 'COMPLETED', provider, endedAt: new Date(), error: null },
  })
  await transaction.run.update({ where: { id: run.id }, data: { movedAt: new Date() } })
  await tellStage(director, transaction, content, run.id, { stage, status: 'COMPLETED', attempt, provider })
}

/**
 * Keeps what another service told of a stage. Tellings may come late or twice: an earlier attempt changes nothing,
 * and an ended attempt does not begin again.
 */
export async function keepStage(
  transaction: Transaction,
  data: EventData<'pipeline.stage_changed'>,
  at: Date,
): Promise<void> {
  const { runId, stage, status, attempt, provider, error } = data
  if (stage === 'VIDEO' || status === 'AWAITING_REVIEW') return
  if (!(await transaction.run.findUnique({ where: { id: runId }, select: { id: true } }))) return
  const key = { runId_stage: { runId, stage } }
  const known = await transaction.stage.findUnique({ where: key })
  if (known && (attempt < known.attempt || (attempt === known.attempt && known.status !== 'RUNNING'))) return
  const begins = status === 'RUNNING'
  const change: Prisma.StageUncheckedUpdateInput = {
    status,
    attempt,
    error,
    provider: provider ?? known?.provider ?? null,
    startedAt: begins ? at : (known?.startedAt ?? at),
    endedAt: begins ? null : at,
  }
  await transaction.stage.upsert({
    where: key,
    create: { runId, stage, status, attempt, error, provider, startedAt: at, endedAt: begins ? null : at },
    update: change,
  })
}

/** Adds what another service's work on a stage cost. */
export async function keepCost(transaction: Transaction, data: EventData<'cost.recorded'>): Promise<void> {
  const { runId, stage, provider, amount } = data
  if (!(await transaction.run.findUnique({ where: { id: runId }, select: { id: true } }))) return
  await transaction.stage.upsert({
    where: { runId_stage: { runId, stage } },
    create: { runId, stage, status: 'RUNNING', provider, cost: amount },
    update: { cost: { increment: amount } },
  })
}
