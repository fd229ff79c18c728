import { defineJobType } from '@orion/common'
import { z } from 'zod'
import type { Scout } from '../scout.ts'
import { moveTrends } from './change-status.ts'
import { tellExpired } from './tell-expired.ts'

export const expireTrendsJob = defineJobType({ name: 'expire-trends', data: z.object({}), attempts: 3 })

/** Trends moved in one transaction. */
const BATCH = 200

/** Expires what nobody has used in time and tells of it. @returns how many */
export async function expireTrends(scout: Scout, signal: AbortSignal): Promise<number> {
  let expired = 0
  for (;;) {
    signal.throwIfAborted()
    const due = await scout.database.client.trend.findMany({
      where: { status: 'ACTIVE', expiresAt: { lte: new Date() } },
      select: { id: true },
      take: BATCH,
    })
    if (due.length === 0) return expired
    expired += await scout.database.transaction(async transaction => {
      const moved = await moveTrends(transaction, {
        ids: due.map(({ id }) => id),
        from: ['ACTIVE'],
        to: 'EXPIRED',
        actor: 'scout',
        reason: 'nobody used it in time',
      })
      await tellExpired(scout, transaction, moved)
      return moved.length
    })
  }
}
