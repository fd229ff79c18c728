import { type AnyJob, defineJob } from '@orion/common'
import { publishJob, settleJob, wakeOverdueJob } from './job-types.ts'
import { failPublication, publish } from './publications/publish.ts'
import { settle, wakeOverdue } from './publications/settle.ts'
import type { Publisher } from './publisher.ts'

const MINUTE_MS = 60_000

/** What publisher does behind events and requests. */
export function createJobs(publisher: Publisher): AnyJob[] {
  return [
    defineJob({
      type: publishJob,
      concurrency: 4,
      run: ({ data, ...context }) => publish(publisher, data.publicationId, context),
      failed: ({ data, error }) => failPublication(publisher, data.publicationId, error),
    }),
    defineJob({
      type: settleJob,
      concurrency: 2,
      run: ({ data }) => settle(publisher, data.publicationId),
    }),
    defineJob({
      type: wakeOverdueJob,
      schedule: { everyMs: MINUTE_MS, data: {} },
      run: async ({ log }) => {
        const woken = await wakeOverdue(publisher)
        if (woken > 0) log.info({ woken }, 'overdue publications brought back')
      },
    }),
  ]
}
