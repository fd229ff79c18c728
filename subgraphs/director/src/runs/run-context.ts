import { OrionError } from '@orion/common'
import type { Transaction } from '../database.ts'
import type { DirectorTools } from '../director.ts'
import type { Content, Run, Trend } from '../generated/prisma/client.ts'
import { hasEnded } from '../history/status-moves.ts'

/** A run with everything its stages work on. */
export interface RunContext {
  run: Run
  content: Content
  trend: Trend
}

/** The run was cancelled or ended otherwise while it was at work: what it would do next must not be done. */
export class RunEndedError extends OrionError {
  constructor(runId: string, status: string) {
    super(`The run ${runId} is ${status}; it does nothing any more.`, { code: 'RUN_ENDED', status: 409 })
  }
}

/** @throws RunEndedError when it has ended */
export async function readRun(director: DirectorTools, runId: string): Promise<RunContext> {
  const { content, ...run } = await director.database.client.run.findUniqueOrThrow({
    where: { id: runId },
    include: { content: { include: { trend: true } } },
  })
  if (hasEnded(run.status)) throw new RunEndedError(runId, run.status)
  const { trend, ...rest } = content
  return { run, content: rest, trend }
}

/** Reads the run's status under the lock of its content. @throws RunEndedError when it has ended */
export async function assertAtWork(transaction: Transaction, runId: string): Promise<void> {
  const { status } = await transaction.run.findUniqueOrThrow({
    where: { id: runId },
    select: { status: true },
  })
  if (hasEnded(status)) throw new RunEndedError(runId, status)
}
