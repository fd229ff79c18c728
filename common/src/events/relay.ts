import type { Redis } from 'ioredis'
import type { Pool, PoolClient } from 'pg'
import { z } from 'zod'
import { describeError } from '../errors.ts'
import type { Logger } from '../logging.ts'
import { declarationOf, type EventName, type ServiceName } from './catalogue.ts'
import { WIRE_PREFIX } from './envelope.ts'
import { tellInOrder } from './live-channel.ts'
import { eventJobOptions, eventQueueName, jobOptions, jobQueueName, type Queues } from './queues.ts'
import { deliverySchema } from './tables.ts'

const BATCH = 100
const POLL_MS = 1000
/** Events older than this are not told live again when they are relayed anew. */
const LIVE_SECONDS = 300

interface Row {
  sequence: string
  id: string
  kind: 'event' | 'job'
  name: string
  payload: unknown
  options: unknown
  age_seconds: number
}

const payload = z.looseObject({})
const rowOptions = z.object({ runAt: z.number().optional() })

/** What moves the outbox on. */
export interface Relay {
  /** Says that there may be something new; returns at once. */
  wake(): void
  /** Moves everything that waits; resolves when nothing waits any more. */
  drain(): Promise<void>
  stop(): Promise<void>
}

/**
 * Moves a service's outbox on: events into the queue of each subscriber and onto the live channel, jobs into their queues.
 * One relay of a service works at a time (advisory lock), so the order is kept with any number of replicas.
 *
 * Redis may lose what it was given last, or everything. The highest relayed sequence therefore stands in Redis too: when it is
 * behind the database's, everything after it is relayed again. Job ids and inboxes make the repetition harmless.
 */
export function startRelay(options: {
  service: ServiceName
  pool: Pool
  redis: Redis
  queues: Queues
  log: Logger
  attemptsOf: (job: string) => number
  onRelayed?: (kind: 'event' | 'job', name: string) => void
}): Relay {
  const { service, pool, redis, queues, log } = options
  const outbox = `${deliverySchema(service)}.outbox`
  const markKey = `orion:relayed:${service}`
  let stopped = false
  let again = false
  let running: Promise<void> | null = null
  let checkLoss = true

  async function hand(row: Row): Promise<void> {
    if (row.kind === 'job') {
      const { runAt } = rowOptions.parse(row.options)
      const delay = runAt ? Math.max(0, runAt - Date.now()) : undefined
      const queue = queues.open(jobQueueName(service, row.name))
      await queue.add(row.name, row.payload, {
        ...jobOptions(options.attemptsOf(row.name)),
        jobId: row.id,
        delay,
      })
      return
    }
    const isNews = row.age_seconds < LIVE_SECONDS
    const sequence = await tellInOrder(redis, `${WIRE_PREFIX}${row.name}`, row.payload, isNews)
    const event = { ...payload.parse(row.payload), sequence }
    for (const subscriber of declarationOf(row.name as EventName).subscribers) {
      await queues
        .open(eventQueueName(subscriber))
        .add(row.name, event, { ...eventJobOptions, jobId: row.id })
    }
  }

  async function reopenLost(client: PoolClient): Promise<void> {
    const mark = Number((await redis.get(markKey)) ?? 0)
    const { rowCount } = await client.query(
      `UPDATE ${outbox} SET relayed_at = NULL WHERE relayed_at IS NOT NULL AND sequence > $1`,
      [mark],
    )
    if (rowCount) log.warn({ entries: rowCount }, 'Redis had lost what it was given; relaying it again')
  }

  async function relayBatch(): Promise<number> {
    const client = await pool.connect()
    try {
      await client.query('BEGIN')
      const lock = await client.query<{ mine: boolean }>(
        'SELECT pg_try_advisory_xact_lock(hashtext($1)) AS mine',
        [`orion.relay.${service}`],
      )
      if (!lock.rows[0]?.mine) {
        await client.query('ROLLBACK')
        return 0
      }
      if (checkLoss) await reopenLost(client)
      const { rows } = await client.query<Row>(
        `SELECT sequence, id, kind, name, payload, options, extract(epoch FROM now() - created_at)::float AS age_seconds
         FROM ${outbox} WHERE relayed_at IS NULL ORDER BY sequence LIMIT ${BATCH}`,
      )
      for (const row of rows) await hand(row)
      const last = rows.at(-1)
      if (last) {
        await client.query(`UPDATE ${outbox} SET relayed_at = now() WHERE sequence = ANY($1::bigint[])`, [
          rows.map(row => row.sequence),
        ])
        await redis.set(markKey, last.sequence)
      }
      await client.query('COMMIT')
      checkLoss = false
      for (const row of rows) options.onRelayed?.(row.kind, row.name)
      return rows.length
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {})
      throw error
    } finally {
      client.release()
    }
  }

  async function drain(): Promise<void> {
    do {
      again = false
      while (!stopped && (await relayBatch()) === BATCH);
    } while (again && !stopped)
  }

  function wake(): void {
    if (stopped) return
    if (running) {
      again = true
      return
    }
    running = drain()
      .catch(error =>
        log.warn({ error: describeError(error) }, 'the outbox could not be relayed; trying again'),
      )
      .finally(() => {
        running = null
      })
  }

  const reconnected = () => {
    checkLoss = true
    wake()
  }
  redis.on('ready', reconnected)
  const timer = setInterval(wake, POLL_MS)
  wake()

  return {
    wake,
    async drain() {
      if (running) await running
      await drain()
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      redis.off('ready', reconnected)
      await running
    },
  }
}
