import { type AnyJob, defineJob } from '@orion/common'
import { failRedraw, redrawAsset } from './assets/redraw-asset.ts'
import { failBatch } from './batches/conclude-batch.ts'
import { drawBatch } from './batches/draw-batch.ts'
import { drawBatchJob, redrawAssetJob } from './job-types.ts'
import type { Media } from './media.ts'

/** What media does behind events and requests. */
export function createJobs(media: Media): AnyJob[] {
  return [
    defineJob({
      type: drawBatchJob,
      concurrency: 2,
      run: ({ data, ...context }) => drawBatch(media, data.runId, context),
      failed: ({ data, error }) => failBatch(media, data.runId, error),
    }),
    defineJob({
      type: redrawAssetJob,
      concurrency: 2,
      run: ({ data, ...context }) => redrawAsset(media, data, context),
      failed: ({ data, error }) => failRedraw(media, data, error),
    }),
  ]
}
