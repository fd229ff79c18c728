import { defineJobType } from '@orion/common'
import { z } from 'zod'

const aboutPublication = z.object({ publicationId: z.uuid() })

/** Posts one publication. */
export const publishJob = defineJobType({ name: 'publish', data: aboutPublication, attempts: 4 })

/** Asks the platform what became of a post; twelve times over about an hour. */
export const settleJob = defineJobType({ name: 'settle', data: aboutPublication, attempts: 12 })

/** Brings back what a queue may have lost. */
export const wakeOverdueJob = defineJobType({ name: 'wake-overdue', data: z.object({}) })
