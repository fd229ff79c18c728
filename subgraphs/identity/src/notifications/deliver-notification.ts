import { createHash } from 'node:crypto'
import type { Transaction } from '../database.ts'
import type { Notification } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { announceNotification, publishNotification } from './announce-notification.ts'
import { addEntry } from './notification-entries.ts'
import type { NotificationDraft } from './notification-from-event.ts'
import { writeNotification } from './notification-texts.ts'
import { findRecipients } from './recipients.ts'

/** After the first of a burst is told at once, how long to wait before telling what became of it. */
const BURST_SECONDS = 3

type Deliverer = Pick<Identity, 'events' | 'jobs'>

/**
 * Gives each recipient a notification, or adds to the one they have of the same group, which is then unread again.
 * Call it in the transaction of the event's inbox row: then an event counts once, however often it comes.
 */
export async function deliverNotification(
  identity: Deliverer,
  transaction: Transaction,
  draft: NotificationDraft,
): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${draft.groupKey}))`
  const recipients = await findRecipients(transaction, draft.recipients)
  const known = await transaction.notification.findMany({
    where: { groupKey: draft.groupKey, userId: { in: recipients } },
  })
  const createdAt = new Date()
  for (const notification of known) {
    await addTo(transaction, notification, draft, createdAt)
    await announceLater(identity, transaction, notification.id, createdAt)
  }

  const others = recipients.filter(userId => known.every(notification => notification.userId !== userId))
  const { entry, recipients: _, ...same } = draft
  const text = writeNotification(draft.type, [entry], 1)
  const added = await transaction.notification.createManyAndReturn({
    data: others.map(userId => ({ userId, ...same, ...text, entries: [entry], createdAt })),
  })
  for (const notification of added) await publishNotification(identity.events, transaction, notification)
}

async function addTo(
  transaction: Transaction,
  { id, count, entries: kept }: Notification,
  { type, entry }: NotificationDraft,
  createdAt: Date,
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
      createdAt,
      readAt: null,
    },
  })
}

/** Asks for the notification to be told once more when its burst is over; once, however many events the burst has. */
async function announceLater(
  { jobs }: Deliverer,
  transaction: Transaction,
  notificationId: string,
  now: Date,
): Promise<void> {
  const burst = Math.floor(now.getTime() / 1000 / BURST_SECONDS)
  const hash = createHash('sha256').update(`${notificationId} ${burst}`).digest('hex')
  const id = hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5')
  await jobs.enqueue(
    transaction,
    announceNotification,
    { notificationId },
    { id, delayMs: BURST_SECONDS * 1000 },
  )
}
