import { type AnyJob, defineJob, defineJobType, describeError } from '@orion/common'
import { z } from 'zod'
import type { Director } from './director.ts'
import { advanceRun, advanceRunType } from './runs/advance-run.ts'
import { failRun } from './runs/fail-run.ts'

/** A run that has not moved for so long may have lost its job. */
const stillMs = 180_000
const sweepEveryMs = 60_000

const sweepType = defineJobType({ name: 'resume-still-runs', data: z.object({}), attempts: 1 })

/** The jobs of the director. */
export function createJobs(director: Director): AnyJob[] {
  return [
    defineJob({
      type: advanceRunType,
      concurrency: 3,
      run: ({ data, signal }) => advanceRun(director, data.runId, signal),
      failed: ({ data, error }) =>
        director.database.transaction(transaction =>
          failRun(director, transaction, data.runId, describeError(error), { actor: 'director' }),
        ),
    }),
    defineJob({
      type: sweepType,
      schedule: { everyMs: sweepEveryMs, data: {} },
      run: () => resumeStillRuns(director),
    }),
  ]
}

/** Puts runs back into the queue whose job was lost, such as with all of Redis. */
async function resumeStillRuns(director: Director): Promise<void> {
  const before = new Date(Date.now() - stillMs)
  const still = await director.database.client.run.findMany({
    where: { status: { in: ['PENDING', 'RUNNING'] }, movedAt: { lt: before } },
    select: { id: true },
    take: 100,
  })
  for (const { id } of still) {
    director.log.warn({ runId: id }, 'a run stood still; it is put back into the queue')
    await director.database.transaction(async transaction => {
      await transaction.run.update({ where: { id }, data: { movedAt: new Date() } })
      await director.jobs.enqueue(transaction, advanceRunType, { runId: id })
    })
  }
}
