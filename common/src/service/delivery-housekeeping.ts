import type { Pool } from 'pg'
import { z } from 'zod'
import type { ServiceName } from '../events/catalogue.ts'
import { deliverySchema } from '../events/tables.ts'
import { type AnyJob, defineJob, defineJobType } from '../jobs/jobs.ts'

/** How long what was delivered is kept, so that a repetition is known as one. */
const KEEP_DAYS = 7
/** How long dead letters are kept, from when they were given up or last tried again. */
const KEEP_LETTERS_DAYS = 90

const housekeeping = defineJobType({ name: 'delivery-housekeeping', data: z.object({}) })

/** Clears what was delivered a week ago from the outbox and the inbox, and old dead letters. */
export async function clearDelivered(service: ServiceName, pool: Pool): Promise<void> {
  const schema = deliverySchema(service)
  await pool.query(`DELETE FROM ${schema}.outbox WHERE relayed_at < now() - interval '${KEEP_DAYS} days'`)
  await pool.query(`DELETE FROM ${schema}.inbox WHERE received_at < now() - interval '${KEEP_DAYS * 2} days'`)
  await pool.query(
    `DELETE FROM ${schema}.dead_letters
     WHERE greatest(failed_at, replayed_at) < now() - interval '${KEEP_LETTERS_DAYS} days'`,
  )
}

/** Does so every night at 02:00 UTC. */
export function createDeliveryHousekeeping(service: ServiceName, pool: Pool): AnyJob {
  return defineJob({
    type: housekeeping,
    schedule: { pattern: '0 2 * * *', data: {} },
    run: () => clearDelivered(service, pool),
  })
}
