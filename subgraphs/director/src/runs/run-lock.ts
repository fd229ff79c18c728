import { OrionError } from '@orion/common'
import type { DirectorDatabase } from '../database.ts'

const patience = '20s'

/** The run is being moved on by somebody else, and has been for a while. */
export class RunBusyError extends OrionError {
  constructor(runId: string, cause: unknown) {
    super(`The run ${runId} is at work elsewhere.`, { code: 'RUN_BUSY', status: 503, retryable: true, cause })
  }
}

/**
 * Does `work` while nobody else moves this run on, in whatever process. The lock belongs to a database connection, so
 * it is gone when the process is killed.
 * @throws RunBusyError when the lock does not come free in time
 */
export async function withRunLock<Result>(
  pool: DirectorDatabase['pool'],
  runId: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  const key = keyOf(runId)
  let isHealthy = true
  try {
    await client.query(`SET lock_timeout = '${patience}'`)
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [key]).catch(error => {
      throw new RunBusyError(runId, error)
    })
    try {
      return await work()
    } finally {
      const unlocked = client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [key])
      await unlocked
        .then(() => client.query('RESET lock_timeout'))
        .catch(() => {
          isHealthy = false
        })
    }
  } catch (error) {
    if (error instanceof RunBusyError) isHealthy = false
    throw error
  } finally {
    client.release(!isHealthy)
  }
}

/** Whether somebody is moving this run on right now. */
export async function isRunLocked(pool: DirectorDatabase['pool'], runId: string): Promise<boolean> {
  const { rows } = await pool.query(
    `SELECT CASE WHEN pg_try_advisory_lock(hashtextextended($1, 0))
       THEN NOT pg_advisory_unlock(hashtextextended($1, 0)) ELSE true END AS locked`,
    [keyOf(runId)],
  )
  return rows[0]?.locked === true
}

function keyOf(runId: string): string {
  return `director.run:${runId}`
}
