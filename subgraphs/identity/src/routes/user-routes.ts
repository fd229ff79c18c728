import {
  NotFoundError,
  readBody,
  readPage,
  readQuery,
  requireScope,
  requireViewer,
  roles,
  type ServiceRoutes,
} from '@orion/common'
import { z } from 'zod'
import type { SessionRow, UserRow } from '../database.ts'
import type { Identity } from '../identity.ts'
import { listSessions } from '../sessions/list-sessions.ts'
import { revokeOwnSession } from '../sessions/revoke-sessions.ts'
import { setUserActive, setUserRole } from '../users/administer-user.ts'
import { changePassword } from '../users/change-password.ts'
import { createUser } from '../users/create-user.ts'
import { findUsers, listUsers } from '../users/find-users.ts'
import { updateProfile } from '../users/update-profile.ts'

const listQuery = z.object({
  first: z.coerce.number().int().default(20),
  after: z.string().optional(),
  role: z.enum(roles).optional(),
  active: z.stringbool().optional(),
  search: z.string().optional(),
})
const profileBody = z.object({
  name: z.string().optional(),
  bio: z.string().nullable().optional(),
  timezone: z.string().optional(),
  avatarUrl: z.string().nullable().optional(),
})
const passwordBody = z.object({ currentPassword: z.string().max(1024), newPassword: z.string().max(1024) })
const newUserBody = z.object({
  email: z.string().max(320),
  username: z.string().max(100),
  name: z.string().max(400),
  role: z.enum(roles),
  password: z.string().max(1024),
})
const roleBody = z.object({ role: z.enum(roles) })
const statusBody = z.object({ isActive: z.boolean() })

/** A user with everything about their account, for themselves and for admins. */
function accountBody({
  passwordHash: _,
  accessValidFrom: __,
  notificationsReadUntil: ___,
  ...account
}: UserRow) {
  return account
}

function sessionBody(
  { userId: _, revokedAt: __, revokedReason: ___, ...session }: SessionRow,
  currentId: string | null,
) {
  return { ...session, isCurrent: session.id === currentId }
}

/** Users: /api/v1/users, publicly /api/v1/identity/users. */
export function mountUserRoutes(routes: ServiceRoutes, identity: Identity): void {
  const { client } = identity.database

  routes.get('/users/me', async context => {
    const { userId } = requireViewer(context.get('viewer'))
    const user = (await findUsers(client, [userId])).get(userId)
    if (!user) throw new NotFoundError('user', userId)
    return context.json(accountBody(user))
  })
  routes.put('/users/me', async context => {
    const { userId } = requireScope(context.get('viewer'), 'account:write')
    return context.json(
      accountBody(await updateProfile(client, userId, await readBody(context, profileBody))),
    )
  })
  routes.put('/users/me/password', async context => {
    const viewer = requireScope(context.get('viewer'), 'account:write')
    await changePassword(identity, viewer, await readBody(context, passwordBody))
    return context.body(null, 204)
  })
  routes.get('/users/me/sessions', async context => {
    const { userId, sessionId } = requireViewer(context.get('viewer'))
    const sessions = await listSessions(client, userId)
    const items = sessions.map(session => sessionBody(session, sessionId))
    return context.json({ items })
  })
  routes.delete('/users/me/sessions/:id', async context => {
    const viewer = requireScope(context.get('viewer'), 'account:write')
    await revokeOwnSession(identity, viewer, context.req.param('id'))
    return context.body(null, 204)
  })

  routes.get('/users', async context => {
    requireScope(context.get('viewer'), 'users:read')
    const { role, active, search, ...page } = readQuery(context, listQuery)
    const { nodes, pageInfo } = await listUsers(client, readPage(page), { role, isActive: active, search })
    return context.json({ items: nodes.map(accountBody), pageInfo })
  })
  routes.post('/users', async context => {
    const { userId } = requireScope(context.get('viewer'), 'users:write')
    const input = await readBody(context, newUserBody)
    const act = { action: 'USER_CREATED', actorId: userId } as const
    return context.json(accountBody(await createUser(identity.database, input, act)), 201)
  })
  routes.put('/users/:id/role', async context => {
    const viewer = requireScope(context.get('viewer'), 'users:write')
    const { role } = await readBody(context, roleBody)
    return context.json(accountBody(await setUserRole(identity, viewer, context.req.param('id'), role)))
  })
  routes.put('/users/:id/status', async context => {
    const viewer = requireScope(context.get('viewer'), 'users:write')
    const { isActive } = await readBody(context, statusBody)
    return context.json(accountBody(await setUserActive(identity, viewer, context.req.param('id'), isActive)))
  })
}
