import { defineJobType } from '@orion/common'
import { z } from 'zod'

/** Reads all sources for one scan. */
export const scanJob = defineJobType({
  name: 'scan',
  data: z.object({ scanId: z.uuid() }),
  attempts: 3,
})

/** Asks for the next scan. */
export const scheduledScanJob = defineJobType({ name: 'scheduled-scan', data: z.object({}), attempts: 3 })
