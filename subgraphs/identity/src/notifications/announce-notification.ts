import { type AnyJob, defineJob, defineJobType, type JobScheduler } from '@orion/common'
import { z } from 'zod'
import type { Transaction } from '../database.ts'
import type { Identity } from '../identity.ts'
import { uuidOf } from '../ids.ts'
import { channelsOf } from './notification-preferences.ts'
import { findOwnNotifications } from './read-notifications.ts'
import { tellNotifications } from './tell-notifications.ts'

/** After the first of a burst is told at once, how long to wait before telling what became of it. */
const BURST_SECONDS = 3

const announceNotification = defineJobType({
  name: 'announce-notification',
  data: z.object({ notificationId: z.uuid() }),
})

/** Asks for a notification to be told once more when its burst is over; once, however many events the burst has. */
export async function announceLater(
  jobs: JobScheduler,
  transaction: Transaction,
  notificationId: string,
): Promise<void> {
  const burst = Math.floor(Date.now() / 1000 / BURST_SECONDS)
  const id = uuidOf(`announce ${notificationId} ${burst}`)
  await jobs.enqueue(
    transaction,
    announceNotification,
    { notificationId },
    { id, delayMs: BURST_SECONDS * 1000 },
  )
}

/** Tells of a notification what a burst made of it, unless it was read meanwhile. */
export function createAnnounceJob({
  database,
  events,
  jobs,
}: Pick<Identity, 'database' | 'events' | 'jobs'>): AnyJob {
  return defineJob({
    type: announceNotification,
    async run({ data: { notificationId } }) {
      await database.transaction(async transaction => {
        const row = await transaction.notification.findUnique({ where: { id: notificationId } })
        if (!row) return
        const { userId, type } = row
        const notification = (await findOwnNotifications(transaction, userId, [row.id])).get(row.id)
        if (!notification || notification.isRead) return
        const channels = await channelsOf(transaction, type, [userId])
        await tellNotifications({ events, jobs }, transaction, [notification], channels)
      })
    },
  })
}
