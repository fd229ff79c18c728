import type { Director } from '../director.ts'
import { advanceRunType } from './advance-run.ts'
import { isRunLocked } from './run-lock.ts'

const mostAtOnce = 200

/**
 * Puts runs back into the queue that should be moving and that nobody moves: their process was killed, or their job was
 * lost with the queue. A run that is in the queue as well is none the worse for it.
 *
 * @param idleMs only runs that have not moved for so long
 */
export async function resumeRuns(director: Director, idleMs: number): Promise<void> {
  const candidates = await director.database.client.run.findMany({
    where: { status: { in: ['PENDING', 'RUNNING'] }, movedAt: { lte: new Date(Date.now() - idleMs) } },
    select: { id: true },
    orderBy: { createdAt: 'asc' },
    take: mostAtOnce,
  })
  for (const { id } of candidates) {
    if (await isRunLocked(director.database.pool, id)) continue
    director.log.info({ runId: id }, 'a run stood still; it is put back into the queue')
    await director.database.transaction(async transaction => {
      await transaction.run.update({ where: { id }, data: { movedAt: new Date() } })
      await director.jobs.enqueue(transaction, advanceRunType, { runId: id })
    })
  }
}
