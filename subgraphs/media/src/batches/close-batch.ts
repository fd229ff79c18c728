import type { Transaction } from '../database.ts'
import type { Batch, Prisma } from '../generated/prisma/client.ts'

/** Takes the batch out of RUNNING; null when another did so before. */
export async function closeBatch(
  transaction: Transaction,
  runId: string,
  end: Pick<Prisma.BatchUpdateManyMutationInput, 'status' | 'error'>,
): Promise<Batch | null> {
  const { count } = await transaction.batch.updateMany({
    where: { runId, status: 'RUNNING' },
    data: { ...end, endedAt: new Date() },
  })
  return count > 0 ? transaction.batch.findUnique({ where: { runId } }) : null
}
