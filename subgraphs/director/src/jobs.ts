import { type AnyJob, defineJob, defineJobType, describeError } from '@orion/common'
import { z } from 'zod'
import type { Director } from './director.ts'
import { advanceRun, advanceRunType } from './runs/advance-run.ts'
import { failRun } from './runs/fail-run.ts'
import { resumeRuns } from './runs/resume-runs.ts'

const sweepEveryMs = 60_000
/** A run that stood still for so long has lost its job. */
const idleMs = 60_000

const resumeRunsType = defineJobType({ name: 'resume-runs', data: z.object({}), attempts: 1 })

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
      type: resumeRunsType,
      schedule: { everyMs: sweepEveryMs, data: {} },
      run: () => resumeRuns(director, idleMs),
    }),
  ]
}
