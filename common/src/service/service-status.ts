import type { Pool } from 'pg'
import { z } from 'zod'
import type { ServiceName } from '../events/catalogue.ts'
import type { Queues } from '../events/queues.ts'
import { deliverySchema } from '../events/tables.ts'
import { VERSION } from '../version.ts'
import { type Check, checkReadiness, within } from './health.ts'

/** What a service tells the gateway of itself, for those who operate Orion. */
export const serviceStatus = z.object({
  service: z.string(),
  version: z.string(),
  status: z.enum(['ready', 'not_ready']),
  uptimeSeconds: z.number(),
  memoryBytes: z.number().describe('Resident memory of its process.'),
  checks: z
    .record(z.string(), z.object({ ok: z.boolean(), milliseconds: z.number(), error: z.string().optional() }))
    .describe('Its dependencies.'),
  queues: z
    .array(
      z.object({
        name: z.string(),
        waiting: z.number(),
        active: z.number(),
        delayed: z.number().describe('Scheduled ones, and those that are tried again later.'),
        failed: z.number(),
        workers: z.number().describe('Processes that take from it.'),
      }),
    )
    .nullable()
    .describe('Null while Redis does not tell.'),
  outboxWaiting: z
    .number()
    .nullable()
    .describe('Events and jobs not yet handed over; null while Postgres does not tell.'),
  deadLetters: z
    .number()
    .nullable()
    .describe('Those that were not tried again; null while Postgres does not tell.'),
})
export type ServiceStatus = z.infer<typeof serviceStatus>

const TIMEOUT_MS = 2000

/** Looks at a service: its dependencies, its queues, and what waits for delivery. Takes two seconds at most. */
export function createServiceStatus(options: {
  service: ServiceName
  checks: Record<string, Check>
  queues: Queues
  queueNames: readonly string[]
  pool: Pool
}): () => Promise<ServiceStatus> {
  const { service, checks, queues, queueNames, pool } = options
  const countRows = async (table: string, condition: string) => {
    const sql = `SELECT count(*)::int AS count FROM ${deliverySchema(service)}.${table} WHERE ${condition}`
    const { rows } = await pool.query<{ count: number }>(sql)
    return rows[0]?.count ?? null
  }
  const readQueue = async (name: string) => {
    const queue = queues.open(name)
    const [counts, workers] = await Promise.all([
      queue.getJobCounts('wait', 'prioritized', 'active', 'delayed', 'failed'),
      queue.getWorkersCount(),
    ])
    const { wait = 0, prioritized = 0, active = 0, delayed = 0, failed = 0 } = counts
    return { name, waiting: wait + prioritized, active, delayed, failed, workers }
  }
  return async () => {
    const [readiness, queueStates, outboxWaiting, deadLetters] = await Promise.all([
      checkReadiness(service, checks),
      orNull(Promise.all(queueNames.map(readQueue))),
      orNull(countRows('outbox', 'relayed_at IS NULL')),
      orNull(countRows('dead_letters', 'replayed_at IS NULL')),
    ])
    return {
      ...readiness,
      version: VERSION,
      memoryBytes: process.memoryUsage.rss(),
      queues: queueStates,
      outboxWaiting,
      deadLetters,
    }
  }
}

function orNull<Value>(promise: Promise<Value>): Promise<Value | null> {
  return within(promise, TIMEOUT_MS).catch(() => null)
}
