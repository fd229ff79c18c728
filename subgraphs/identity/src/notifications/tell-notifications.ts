import type { Transaction } from '../database.ts'
import type { Notification } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { queueWebhooks } from '../webhooks/queue-webhooks.ts'
import type { Channels } from './notification-preferences.ts'

/** Tells users of notifications on the channels that carry them at once: their open pages, and their webhooks. */
export async function tellNotifications(
  { events, jobs }: Pick<Identity, 'events' | 'jobs'>,
  transaction: Transaction,
  notifications: readonly Notification[],
  channels: ReadonlyMap<string, Channels>,
): Promise<void> {
  const messages = []
  for (const { id, userId, type, title, body, contentId, trendId, count, createdAt } of notifications) {
    const wanted = channels.get(userId)
    const data = { notificationId: id, userId, type, title, body, contentId, trendId }
    if (wanted?.live)
      await events.publish(transaction, 'notification.created', {
        subject: id,
        audience: { userIds: [userId] },
        data,
      })
    if (wanted?.webhook)
      messages.push({
        userId,
        type: 'notification.created',
        timestamp: createdAt,
        data: { ...data, count },
      })
  }
  await queueWebhooks(jobs, transaction, messages)
}
