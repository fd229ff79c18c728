import type { Client } from '../database.ts'

const KEPT_DAYS = 90
const BATCH = 5000

/** Removes notifications older than 90 days, in batches that hold nobody up. @returns how many. */
export async function forgetNotifications(client: Client, now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000)
  for (let removed = 0; ; ) {
    const batch = await client.$executeRaw`
      DELETE FROM notifications WHERE id IN (
        SELECT id FROM notifications WHERE created_at < ${before} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
      )`
    removed += batch
    if (batch < BATCH) return removed
  }
}
