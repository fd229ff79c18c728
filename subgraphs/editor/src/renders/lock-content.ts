import type { Transaction } from '../database.ts'

/** Who asks for a render of the same content or cancels one waits for the other, so that there is one at most. */
export async function lockContent(transaction: Transaction, contentId: string): Promise<void> {
  await transaction.$executeRawUnsafe(
    `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`,
    `editor.content.${contentId}`,
  )
}
