import type { Transaction } from '../database.ts'
import type { DirectorTools } from '../director.ts'
import type { Run } from '../generated/prisma/client.ts'
import type { EntryPoint } from '../generated/prisma/enums.ts'
import { type Cause, moveContent, recordMove, type ToldContent } from '../history/move.ts'
import { advanceRunType } from './advance-run.ts'

/**
 * Starts a run of a content: the content becomes GENERATING, the run waits for its turn in the queue. Needs the lock
 * of the content.
 */
export async function startRun(
  director: DirectorTools,
  transaction: Transaction,
  content: ToldContent,
  startAt: EntryPoint,
  cause: Cause,
): Promise<Run> {
  const earlier = await transaction.run.count({ where: { contentId: content.id } })
  const run = await transaction.run.create({ data: { contentId: content.id, attempt: earlier + 1, startAt } })
  await recordMove(transaction, 'RUN', run.id, null, 'PENDING', cause)
  await moveContent(
    director,
    transaction,
    content,
    'GENERATING',
    { ...cause, runId: run.id },
    { error: null },
  )
  await director.jobs.enqueue(transaction, advanceRunType, { runId: run.id })
  return run
}
