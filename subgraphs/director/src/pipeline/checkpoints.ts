import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres'
import type { DirectorDatabase } from '../database.ts'

/** Where the graph keeps how far each run is: tables of LangGraph's own, in the director's Postgres schema. */
export interface Checkpoints {
  saver: PostgresSaver
  /** Forgets a run whose graph has ended. */
  forget(runId: string): Promise<void>
}

/** Opens the checkpoints. Their tables are made under a lock, since several processes may start at once. */
export async function openCheckpoints(pool: DirectorDatabase['pool']): Promise<Checkpoints> {
  const saver = new PostgresSaver(pool, undefined, { schema: 'director' })
  const client = await pool.connect()
  try {
    await client.query(`SELECT pg_advisory_lock(hashtextextended('director.checkpoints', 0))`)
    await saver.setup()
  } finally {
    await client.query(`SELECT pg_advisory_unlock(hashtextextended('director.checkpoints', 0))`)
    client.release()
  }
  return { saver, forget: runId => saver.deleteThread(runId) }
}
