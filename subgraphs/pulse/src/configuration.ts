import { z } from 'zod'

/** What pulse needs to know besides what every service does. */
export const pulseConfiguration = z.object({
  PULSE_EVENT_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .default(90)
    .describe('How many days the event log is kept. Costs and durations are kept for good.'),
})
export type PulseConfiguration = z.infer<typeof pulseConfiguration>
