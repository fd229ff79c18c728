import { afterPosition, type Connection, connectionOf, type Page } from '@orion/common'
import type { Client } from '../database.ts'
import type { Notification } from '../generated/prisma/client.ts'
import { isUuid } from '../ids.ts'

const KEPT_DAYS = 90

/** A user's notifications, newest first. */
export async function listNotifications(
  client: Client,
  userId: string,
  page: Page,
  unreadOnly = false,
): Promise<Connection<Notification>> {
  const rows = await client.notification.findMany({
    where: {
      userId,
      ...(unreadOnly ? { readAt: null } : {}),
      ...afterPosition(page.after, 'createdAt', 'desc'),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.first + 1,
  })
  return connectionOf(rows, page, row => ({ value: row.createdAt.toISOString(), id: row.id }))
}

/** How many of a user's notifications are unread. */
export function countUnread(client: Client, userId: string): Promise<number> {
  return client.notification.count({ where: { userId, readAt: null } })
}

/** The user's own notifications among these ids. */
export async function findOwnNotifications(
  client: Client,
  userId: string,
  ids: readonly string[],
): Promise<Map<string, Notification>> {
  const found = await client.notification.findMany({ where: { id: { in: [...ids] }, userId } })
  return new Map(found.map(notification => [notification.id, notification]))
}

/** Marks a user's notifications as read: these, or all. Others' and unknown ones are left. @returns how many were marked. */
export async function markRead(
  client: Client,
  userId: string,
  ids: readonly string[] | null,
): Promise<number> {
  const { count } = await client.notification.updateMany({
    where: { userId, readAt: null, ...(ids ? { id: { in: ids.filter(isUuid) } } : {}) },
    data: { readAt: new Date() },
  })
  return count
}

/** Removes notifications older than 90 days. @returns how many. */
export async function forgetNotifications(client: Client, now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000)
  const { count } = await client.notification.deleteMany({ where: { createdAt: { lt: before } } })
  return count
}
