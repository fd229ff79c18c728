import type { Transaction } from '../database.ts'
import type { ApprovedContent } from '../generated/prisma/client.ts'

/** Reads an approved content and keeps others from deciding on its publications until the transaction ends. */
export async function lockContent(
  transaction: Transaction,
  contentId: string,
): Promise<ApprovedContent | null> {
  await transaction.$queryRawUnsafe(
    'SELECT content_id FROM approved_contents WHERE content_id = $1::uuid FOR UPDATE',
    contentId,
  )
  return transaction.approvedContent.findUnique({ where: { contentId } })
}
