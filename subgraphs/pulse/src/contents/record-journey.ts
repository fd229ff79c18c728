import type { Transaction } from '../database.ts'

/** The moments of a content's way that are kept: the first time each happened. */
export type Moment = 'written_at' | 'rendered_at' | 'approved_at' | 'published_at' | 'rejected_at'

/**
 * Notes that a content was heard of at `time`, and the moment of its way that this was, if any. Events may come in any
 * order: the earliest time of each moment stays.
 */
export async function recordJourney(
  transaction: Transaction,
  data: { contentId: string; userId: string; trendId?: string },
  time: Date,
  moment?: Moment,
): Promise<void> {
  const columns = moment ? ['started_at', moment] : ['started_at']
  const earliest = columns.map(column => `${column} = LEAST(known.${column}, excluded.${column})`)
  await transaction.$executeRawUnsafe(
    `INSERT INTO contents AS known (id, owner_id, trend_id, ${columns.join(', ')})
     VALUES ($1::uuid, $2::uuid, $3::uuid, ${columns.map(() => '$4::timestamptz').join(', ')})
     ON CONFLICT (id) DO UPDATE SET
       trend_id = COALESCE(known.trend_id, excluded.trend_id), ${earliest.join(', ')}`,
    data.contentId,
    data.userId,
    data.trendId ?? null,
    time,
  )
}
