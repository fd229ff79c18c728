import type { Transaction } from '../database.ts'
import type { Scout } from '../scout.ts'
import type { TrendRow } from './trend-row.ts'

/** Tells the others that these trends are too old. */
export async function tellExpired(
  { events }: Pick<Scout, 'events'>,
  transaction: Transaction,
  trends: readonly TrendRow[],
): Promise<void> {
  for (const { id, topic } of trends) {
    await events.publish(transaction, 'trend.expired', {
      subject: id,
      audience: { roles: ['VIEWER', 'EDITOR', 'ADMIN'] },
      data: { trendId: id, topic },
    })
  }
}
