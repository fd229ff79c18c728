import { NotFoundError, readPage, readQuery, requireViewer, type ServiceRoutes } from '@orion/common'
import { z } from 'zod'
import type { NotificationRow } from '../database.ts'
import type { Identity } from '../identity.ts'
import { isUuid } from '../ids.ts'
import {
  countUnread,
  findOwnNotifications,
  listNotifications,
  markRead,
} from '../notifications/read-notifications.ts'

const listQuery = z.object({
  first: z.coerce.number().int().default(20),
  after: z.string().optional(),
  unread: z.stringbool().default(false),
})

function notificationBody({ userId: _, groupKey: __, entries: ___, ...notification }: NotificationRow) {
  return { ...notification, isRead: notification.readAt !== null }
}

/** The viewer's notifications: /api/v1/notifications, publicly /api/v1/identity/notifications. */
export function mountNotificationRoutes(routes: ServiceRoutes, identity: Identity): void {
  const { client } = identity.database

  routes.get('/notifications', async context => {
    const { userId } = requireViewer(context.get('viewer'))
    const { unread, ...page } = readQuery(context, listQuery)
    const { nodes, pageInfo } = await listNotifications(client, userId, readPage(page), unread)
    return context.json({ items: nodes.map(notificationBody), pageInfo })
  })
  routes.get('/notifications/unread-count', async context => {
    const { userId } = requireViewer(context.get('viewer'))
    return context.json({ unread: await countUnread(client, userId) })
  })
  routes.post('/notifications/read-all', async context => {
    const { userId } = requireViewer(context.get('viewer'))
    return context.json({ marked: await markRead(client, userId, null) })
  })
  routes.patch('/notifications/:id/read', async context => {
    const { userId } = requireViewer(context.get('viewer'))
    const id = context.req.param('id')
    await markRead(client, userId, [id])
    const notification = isUuid(id) ? (await findOwnNotifications(client, userId, [id])).get(id) : undefined
    if (!notification) throw new NotFoundError('notification', id)
    return context.json(notificationBody(notification))
  })
}
