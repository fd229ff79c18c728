import { defineJobType } from '@orion/common'
import { z } from 'zod'

/** Draws what is missing of a run's pictures. */
export const drawBatchJob = defineJobType({
  name: 'draw-batch',
  data: z.object({ runId: z.uuid() }),
  attempts: 4,
})

/** Draws one picture again, unless it was asked for once more since. */
export const redrawAssetJob = defineJobType({
  name: 'redraw-asset',
  data: z.object({ assetId: z.uuid(), revision: z.number().int() }),
  attempts: 3,
})
