import {
  about,
  NotFoundError,
  readBody,
  readPage,
  readQuery,
  requireScope,
  requireViewer,
  type ServiceRoutes,
} from '@orion/common'
import { z } from 'zod'
import type { Identity } from '../identity.ts'
import { isUuid } from '../ids.ts'
import { notificationTypes } from '../notifications/notification-entries.ts'
import { changePreferences, readPreferences } from '../notifications/notification-preferences.ts'
import {
  countUnread,
  findOwnNotifications,
  listNotifications,
  markAllRead,
  markRead,
  type SeenNotification,
} from '../notifications/read-notifications.ts'
import { anyObject, pageOf } from './answers.ts'

const type = z.enum(notificationTypes)
const listQuery = z.object({
  first: z.coerce.number().int().default(20),
  after: z.string().optional(),
  unread: z.stringbool().optional(),
  types: z
    .string()
    .transform(text => text.split(','))
    .pipe(z.array(type))
    .optional(),
  since: z.iso
    .datetime({ offset: true })
    .transform(text => new Date(text))
    .optional(),
})
const readBodySchema = z.object({ ids: z.array(z.string()) })
const preferencesBody = z.object({
  preferences: z.array(
    z.object({
      type,
      live: z.boolean().optional(),
      email: z.boolean().optional(),
      webhook: z.boolean().optional(),
    }),
  ),
})

function notificationBody({
  userId: _,
  groupKey: __,
  entries: ___,
  readAt: ____,
  mailDue: _____,
  ...notification
}: SeenNotification) {
  return notification
}

/** The viewer's notifications: /api/v1/notifications, publicly /api/v1/identity/notifications. */
export function mountNotificationRoutes(routes: ServiceRoutes, { database }: Identity): void {
  const { client } = database

  routes.get(
    '/notifications',
    about({
      summary: 'The viewer’s notifications, newest first.',
      query: listQuery,
      answer: pageOf(anyObject),
    }),
    async context => {
      const { userId } = requireViewer(context.get('viewer'))
      const { first, after, ...filter } = readQuery(context, listQuery)
      const { nodes, pageInfo } = await listNotifications(client, userId, readPage({ first, after }), filter)
      return context.json({ items: nodes.map(notificationBody), pageInfo })
    },
  )
  routes.get(
    '/notifications/unread-count',
    about({ summary: 'How many notifications are unread.', answer: anyObject }),
    async context => {
      const { userId } = requireViewer(context.get('viewer'))
      return context.json({ unread: await countUnread(client, userId) })
    },
  )
  routes.post(
    '/notifications/read',
    about({
      summary: 'Marks notifications as read.',
      access: 'notifications:write',
      body: readBodySchema,
      answer: anyObject,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'notifications:write')
      const { ids } = await readBody(context, readBodySchema)
      return context.json({ marked: await markRead(database, viewer, ids) })
    },
  )
  routes.post(
    '/notifications/read-all',
    about({ summary: 'Marks all notifications as read.', access: 'notifications:write', answer: anyObject }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'notifications:write')
      return context.json({ marked: await markAllRead(database, viewer) })
    },
  )
  routes.get(
    '/notifications/preferences',
    about({ summary: 'What the viewer is told of, and how.', answer: anyObject }),
    async context => {
      const { userId } = requireViewer(context.get('viewer'))
      return context.json({ preferences: await readPreferences(client, userId) })
    },
  )
  routes.put(
    '/notifications/preferences',
    about({
      summary: 'Changes what the viewer is told of.',
      access: 'account:write',
      body: preferencesBody,
      answer: anyObject,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      const { preferences } = await readBody(context, preferencesBody)
      return context.json({ preferences: await changePreferences(database, viewer, preferences) })
    },
  )
  routes.patch(
    '/notifications/:id/read',
    about({ summary: 'Marks one notification as read.', access: 'notifications:write', answer: anyObject }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'notifications:write')
      const { userId } = viewer
      const id = context.req.param('id')
      await markRead(database, viewer, [id])
      const notification = isUuid(id) ? (await findOwnNotifications(client, userId, [id])).get(id) : undefined
      if (!notification) throw new NotFoundError('notification', id)
      return context.json(notificationBody(notification))
    },
  )
}
