import { type AnyJob, defineJob, defineJobType, type EventPublisher } from '@orion/common'
import { z } from 'zod'
import type { Transaction } from '../database.ts'
import type { Notification } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'

/** Tells a user's open pages of a notification, through the outbox. */
export async function publishNotification(
  events: EventPublisher,
  transaction: Transaction,
  { id, userId, type, title, body, contentId, trendId }: Notification,
): Promise<void> {
  await events.publish(transaction, 'notification.created', {
    subject: id,
    audience: { userIds: [userId] },
    data: { notificationId: id, userId, type, title, body, contentId, trendId },
  })
}

/** Tells of a notification once more, after a burst added to it. */
export const announceNotification = defineJobType({
  name: 'announce-notification',
  data: z.object({ notificationId: z.uuid() }),
})

export function createAnnounceJob({ database, events }: Pick<Identity, 'database' | 'events'>): AnyJob {
  return defineJob({
    type: announceNotification,
    async run({ data }) {
      await database.transaction(async transaction => {
        const notification = await transaction.notification.findUnique({ where: { id: data.notificationId } })
        if (notification && !notification.readAt) await publishNotification(events, transaction, notification)
      })
    },
  })
}
