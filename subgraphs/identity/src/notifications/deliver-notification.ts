import type { Transaction } from '../database.ts'
import type { Notification } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { announceLater } from './announce-notification.ts'
import { mailLater } from './mail-notifications.ts'
import { addEntry } from './notification-entries.ts'
import type { NotificationDraft } from './notification-from-event.ts'
import { channelsOf } from './notification-preferences.ts'
import { writeNotification } from './notification-texts.ts'
import { lockRecipients, type Recipient } from './recipients.ts'
import { tellNotifications } from './tell-notifications.ts'

/**
 * Gives each recipient a notification, or adds to the one they have of the same group, which is then unread again, and
 * tells them on the channels they want.
 * Call it in the transaction of the event's inbox row: then an event counts once, however often it comes.
 */
export async function deliverNotification(
  identity: Pick<Identity, 'configuration' | 'events' | 'jobs'>,
  transaction: Transaction,
  draft: NotificationDraft,
): Promise<void> {
  const { entry, recipients: whose, ...same } = draft
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${draft.groupKey}))`
  const recipients = await lockRecipients(transaction, whose)
  const userIds = recipients.map(recipient => recipient.id)
  const channels = await channelsOf(transaction, draft.type, userIds)
  const known = await transaction.notification.findMany({
    where: { groupKey: draft.groupKey, userId: { in: userIds } },
  })
  const isNew = ({ id }: Recipient) => known.every(notification => notification.userId !== id)
  const wantsMail = (userId: string) => channels.get(userId)?.email ?? false

  for (const own of known) {
    const createdAt = recipients.find(({ id }) => id === own.userId)?.createdAt ?? new Date()
    await addTo(transaction, own, draft, { createdAt, mailDue: wantsMail(own.userId) })
    await announceLater(identity.jobs, transaction, own.id)
  }
  const text = writeNotification(draft.type, [entry], 1)
  const added = await transaction.notification.createManyAndReturn({
    data: recipients.filter(isNew).map(({ id: userId, createdAt }) => ({
      userId,
      ...same,
      ...text,
      entries: [entry],
      createdAt,
      mailDue: wantsMail(userId),
    })),
  })
  await tellNotifications(identity, transaction, added, channels)
  for (const userId of userIds.filter(wantsMail)) await mailLater(identity, transaction, userId)
}

async function addTo(
  transaction: Transaction,
  { id, count, entries: kept }: Notification,
  { type, entry }: NotificationDraft,
  state: { createdAt: Date; mailDue: boolean },
): Promise<void> {
  const entries = addEntry(type, kept, entry)
  const [strongest] = entries
  await transaction.notification.update({
    where: { id },
    data: {
      ...writeNotification(type, entries, count + 1),
      ...(strongest && 'trendId' in strongest ? { trendId: strongest.trendId } : {}),
      count: count + 1,
      entries,
      readAt: null,
      ...state,
    },
  })
}
