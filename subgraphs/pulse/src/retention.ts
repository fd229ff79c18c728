import { type AnyJob, defineJob, defineJobType } from '@orion/common'
import { z } from 'zod'
import { forgetEvents } from './events/event-log.ts'
import type { Pulse } from './pulse.ts'

/** Every night at 02:00 UTC: events older than PULSE_EVENT_DAYS are removed. Costs and durations stay. */
export function createRetentionJob({ configuration, database, log }: Pulse): AnyJob {
  return defineJob({
    type: defineJobType({ name: 'retention', data: z.object({}) }),
    schedule: { pattern: '0 2 * * *', data: {} },
    async run() {
      const before = new Date(Date.now() - configuration.PULSE_EVENT_DAYS * 86_400_000)
      log.info(
        { events: await forgetEvents(database.client, before), before },
        'removed old events from the log',
      )
    },
  })
}
