import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { z } from 'zod'
import type { SqlExecutor } from '../database/sql.ts'
import { NotFoundError } from '../errors.ts'
import type { ServiceName } from './catalogue.ts'
import type { LiveEvents } from './live.ts'
import { deliverySchema } from './tables.ts'

/** An event or job that kept failing. */
export interface DeadLetter {
  id: string
  kind: 'event' | 'job'
  name: string
  error: string
  attempts: number
  failedAt: Date
  replayedAt: Date | null
}

/** What to do again. */
type TakenLetter = Pick<DeadLetter, 'kind' | 'name'> & { payload: unknown }

/** What kept failing in a service: kept, told to admins who listen, listed, and tried again on request. */
export function createDeadLetters(service: ServiceName, pool: Pool, live: LiveEvents) {
  const schema = deliverySchema(service)
  return {
    /** `id` is the queue's; one that is no UUID is replaced. */
    async bury(letter: {
      id: string | undefined
      kind: 'event' | 'job'
      name: string
      payload: unknown
      error: string
      attempts: number
    }) {
      const id = z.uuid().safeParse(letter.id).data ?? randomUUID()
      const error = letter.error.slice(0, 2000)
      await pool.query(
        `INSERT INTO ${schema}.dead_letters (id, kind, name, payload, error, attempts) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO UPDATE SET error = excluded.error, attempts = excluded.attempts, failed_at = now(), replayed_at = NULL`,
        [id, letter.kind, letter.name, JSON.stringify(letter.payload), error, letter.attempts],
      )
      const { kind, name } = letter
      live.tell('system.dead_letter', {
        subject: id,
        audience: { roles: ['ADMIN'] },
        data: { letterId: id, service, kind, name, error },
      })
    },
    /** Newest first, 100 at most. */
    async list(): Promise<DeadLetter[]> {
      const { rows } = await pool.query<DeadLetter>(
        `SELECT id, kind, name, error, attempts, failed_at AS "failedAt", replayed_at AS "replayedAt"
         FROM ${schema}.dead_letters ORDER BY failed_at DESC LIMIT 100`,
      )
      return rows
    },
    /** Marks a letter as replayed and answers what to do again. @throws NotFoundError when there is none. */
    async take(transaction: SqlExecutor, id: string): Promise<TakenLetter> {
      const [letter] = await transaction.$queryRawUnsafe<TakenLetter[]>(
        `UPDATE ${schema}.dead_letters SET replayed_at = now() WHERE id::text = $1 RETURNING kind, name, payload`,
        id,
      )
      if (!letter) throw new NotFoundError('dead letter', id)
      return letter
    },
  }
}
export type DeadLetters = ReturnType<typeof createDeadLetters>
