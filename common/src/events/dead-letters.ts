import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { z } from 'zod'
import type { SqlExecutor } from '../database/sql.ts'
import { ConflictError, NotFoundError } from '../errors.ts'
import {
  type Connection,
  connectionOf,
  type Page,
  positionTime,
  readPosition,
} from '../graphql/connection.ts'
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

/** A letter and what to do again. */
type TakenLetter = DeadLetter & { payload: unknown }

/** For this long a letter is not tried once more: until then the first time may not be over. */
const BETWEEN_REPLAYS_SECONDS = 120

const COLUMNS = 'id, kind, name, error, attempts, failed_at AS "failedAt", replayed_at AS "replayedAt"'

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
    /** Newest first. @param isReplayed those that were tried again, or those that were not; all when it is left out */
    async list(page: Page, isReplayed: boolean | null = null): Promise<Connection<DeadLetter>> {
      const after = page.after && readPosition(page.after, positionTime)
      const { rows } = await pool.query<DeadLetter>(
        `SELECT ${COLUMNS} FROM ${schema}.dead_letters
         WHERE ($1::timestamptz IS NULL OR (failed_at, id) < ($1, $2::uuid))
           AND ($3::boolean IS NULL OR (replayed_at IS NOT NULL) = $3)
         ORDER BY failed_at DESC, id DESC LIMIT $4`,
        [after?.value ?? null, after?.id ?? null, isReplayed, page.first + 1],
      )
      return connectionOf(rows, page, ({ failedAt, id }) => ({ value: failedAt.toISOString(), id }))
    },
    /**
     * Marks a letter as replayed and answers what to do again: of two who ask for it at once, one does it.
     * @throws NotFoundError when there is none; ConflictError when it was replayed within the last two minutes.
     */
    async take(transaction: SqlExecutor, id: string): Promise<TakenLetter> {
      if (!z.uuid().safeParse(id).success) throw new NotFoundError('dead letter', id)
      const [letter] = await transaction.$queryRawUnsafe<TakenLetter[]>(
        `UPDATE ${schema}.dead_letters SET replayed_at = now()
         WHERE id = $1::uuid
           AND (replayed_at IS NULL OR replayed_at < now() - interval '${BETWEEN_REPLAYS_SECONDS} seconds')
         RETURNING ${COLUMNS}, payload`,
        id,
      )
      if (letter) return letter
      const [replayed] = await transaction.$queryRawUnsafe<{ seconds: number }[]>(
        `SELECT extract(epoch FROM now() - replayed_at)::int AS seconds FROM ${schema}.dead_letters WHERE id = $1::uuid`,
        id,
      )
      if (!replayed) throw new NotFoundError('dead letter', id)
      throw new ConflictError(
        `It was tried again ${replayed.seconds} seconds ago already; see what comes of that first, for two minutes.`,
      )
    },
  }
}
export type DeadLetters = ReturnType<typeof createDeadLetters>
