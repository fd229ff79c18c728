import { defineJobType } from '@orion/common'
import { z } from 'zod'

/** Posts one publication. */
export const publishJob = defineJobType({
  name: 'publish',
  data: z.object({ publicationId: z.uuid() }),
  attempts: 4,
})
