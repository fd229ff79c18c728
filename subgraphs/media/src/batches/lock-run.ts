import type { Transaction } from '../database.ts'

/** Who begins the pictures of a run waits for who cancels it, and the other way round. */
export async function lockRun(transaction: Transaction, runId: string): Promise<void> {
  await transaction.$executeRawUnsafe(
    `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`,
    `media.run.${runId}`,
  )
}
