import { defineJobType } from '@orion/common'
import { z } from 'zod'

/** Makes one render's video. */
export const renderJob = defineJobType({
  name: 'render',
  data: z.object({ renderId: z.uuid() }),
  attempts: 3,
})
