import {
  afterPosition,
  type Connection,
  connectionOf,
  InvalidInputError,
  type Page,
  type Viewer,
} from '@orion/common'
import type { Client, IdentityDatabase, NotificationRow } from '../database.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import { isUuid } from '../ids.ts'
import { holdOwnAccount, shareOwnAccount } from '../users/hold-own-account.ts'
import type { NotificationType } from './notification-entries.ts'

/** Most notifications that can be named at once. */
const NAMED_AT_ONCE = 1000

/** Which notifications to list; everything given must hold. */
export interface NotificationFilter {
  /** Of one of these types. */
  types?: readonly NotificationType[] | null
  /** Unread ones, or read ones. */
  unread?: boolean | null
  /** Made or added to at this moment or later. */
  since?: Date | null
}

/** A notification as its user sees it. */
export interface SeenNotification extends NotificationRow {
  isRead: boolean
}

/**
 * Up to when a user has read everything. Reading all notifications is one mark on the user instead of a change of each
 * row; a delivery makes its notification later than the mark (see `lockRecipients`).
 */
async function readMark(client: Pick<Client, 'user'>, userId: string): Promise<Date> {
  const user = await client.user.findUnique({
    where: { id: userId },
    select: { notificationsReadUntil: true },
  })
  return user?.notificationsReadUntil ?? new Date(0)
}

const unreadSince = (mark: Date) => ({ readAt: null, createdAt: { gt: mark } })
const readSince = (mark: Date) => ({ OR: [{ readAt: { not: null } }, { createdAt: { lte: mark } }] })
const seen = (mark: Date) => (row: NotificationRow) => ({
  ...row,
  isRead: row.readAt !== null || row.createdAt <= mark,
})

/** A user's notifications, newest first. */
export async function listNotifications(
  client: Client,
  userId: string,
  page: Page,
  { types, unread, since }: NotificationFilter = {},
): Promise<Connection<SeenNotification>> {
  const mark = await readMark(client, userId)
  const conditions: Prisma.NotificationWhereInput[] = [afterPosition(page.after, 'createdAt', 'desc')]
  if (types) conditions.push({ type: { in: [...types] } })
  if (since) conditions.push({ createdAt: { gte: since } })
  if (typeof unread === 'boolean') conditions.push(unread ? unreadSince(mark) : readSince(mark))
  const rows = await client.notification.findMany({
    where: { userId, AND: conditions },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.first + 1,
  })
  return connectionOf(rows.map(seen(mark)), page, row => ({
    value: row.createdAt.toISOString(),
    id: row.id,
  }))
}

/** How many of a user's notifications are unread. */
export async function countUnread(client: Client, userId: string): Promise<number> {
  return client.notification.count({ where: { userId, ...unreadSince(await readMark(client, userId)) } })
}

/** The user's own notifications among these ids. */
export async function findOwnNotifications(
  client: Pick<Client, 'notification' | 'user'>,
  userId: string,
  ids: readonly string[],
): Promise<Map<string, SeenNotification>> {
  const mark = await readMark(client, userId)
  const found = await client.notification.findMany({ where: { id: { in: [...ids] }, userId } })
  return new Map(found.map(row => [row.id, seen(mark)(row)]))
}

/**
 * Marks some of the viewer's notifications as read, 1000 at most. Others' and unknown ones are left.
 * @returns how many were unread until now.
 * @throws InvalidInputError for more ids, UnauthenticatedError when the viewer's session has ended meanwhile.
 */
export async function markRead(
  database: IdentityDatabase,
  viewer: Viewer,
  ids: readonly string[],
): Promise<number> {
  if (ids.length > NAMED_AT_ONCE)
    throw new InvalidInputError(
      `${ids.length} ids are too many; name ${NAMED_AT_ONCE} at most, or none for all.`,
      ['ids'],
    )
  return database.transaction(async transaction => {
    const { id: userId, notificationsReadUntil } = await shareOwnAccount(transaction, viewer)
    const unread = unreadSince(notificationsReadUntil ?? new Date(0))
    const { count } = await transaction.notification.updateMany({
      where: { userId, id: { in: ids.filter(isUuid) }, ...unread },
      data: { readAt: new Date() },
    })
    return count
  })
}

/**
 * Marks all of the viewer's notifications as read. @returns how many were unread until now.
 * @throws UnauthenticatedError when the viewer's session has ended meanwhile.
 */
export function markAllRead(database: IdentityDatabase, viewer: Viewer): Promise<number> {
  return database.transaction(async transaction => {
    // Deliveries hold the user's row until they are committed: what is not seen below comes after the mark.
    const { id: userId, notificationsReadUntil } = await holdOwnAccount(transaction, viewer)
    const unread = { userId, ...unreadSince(notificationsReadUntil ?? new Date(0)) }
    const { _count: count, _max: max } = await transaction.notification.aggregate({
      where: unread,
      _count: true,
      _max: { createdAt: true },
    })
    if (max.createdAt)
      await transaction.user.update({
        where: { id: userId },
        data: { notificationsReadUntil: max.createdAt },
        select: { id: true },
      })
    return count
  })
}
