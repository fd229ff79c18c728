import { type AnyJob, defineJob } from '@orion/common'
import { publishJob } from './job-types.ts'
import { failPublication, publish } from './publications/publish.ts'
import type { Publisher } from './publisher.ts'

/** What publisher does behind events and requests. */
export function createJobs(publisher: Publisher): AnyJob[] {
  return [
    defineJob({
      type: publishJob,
      concurrency: 4,
      run: ({ data, ...context }) => publish(publisher, data.publicationId, context),
      failed: ({ data, error }) => failPublication(publisher, data.publicationId, error),
    }),
  ]
}
