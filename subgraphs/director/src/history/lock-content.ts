import type { Transaction } from '../database.ts'

/**
 * Locks a content until the transaction ends. Everything that changes a content, its runs or its gates takes this lock
 * first, so that such changes follow one another and cannot block each other.
 */
export async function lockContent(transaction: Transaction, contentId: string): Promise<void> {
  await transaction.$queryRawUnsafe('SELECT id FROM contents WHERE id = $1::uuid FOR UPDATE', contentId)
}
