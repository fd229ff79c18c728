import {
  about,
  currentOrigin,
  ForbiddenError,
  readBody,
  readPage,
  readQuery,
  requireScope,
  roles,
  type ServiceRoutes,
} from '@orion/common'
import { z } from 'zod'
import type { Identity } from '../identity.ts'
import { resetSecondFactor } from '../second-factor/change-second-factor.ts'
import { setUserActive, setUserRole } from '../users/administer-user.ts'
import { createUser } from '../users/create-user.ts'
import { listUsers } from '../users/find-users.ts'
import { checkUsername } from '../users/username-is-free.ts'
import { accountBody } from './account-body.ts'
import { accountAnswer, anyObject, pageOf } from './answers.ts'
import { ownPassword } from './own-password.ts'

const listQuery = z.object({
  first: z.coerce.number().int().default(20),
  after: z.string().optional(),
  role: z.enum(roles).optional(),
  active: z.stringbool().optional(),
  search: z.string().optional(),
})
const usernameQuery = z.object({ username: z.string().max(100) })
const newUserBody = z.object({
  email: z.string().max(320),
  username: z.string().max(100),
  name: z.string().max(400),
  role: z.enum(roles),
  password: z.string().max(1024),
  ownPassword,
})
const roleBody = z.object({ role: z.enum(roles), ownPassword })
const statusBody = z.object({ isActive: z.boolean() })

/**
 * Users, for admins: /api/v1/users, publicly /api/v1/identity/users. Whether a username is free anybody may ask where anybody may
 * register, else those who signed in.
 */
export function mountUserRoutes(routes: ServiceRoutes, identity: Identity): void {
  const { client } = identity.database

  routes.get(
    '/users/check-username',
    about({
      summary: 'Whether a username is free; without a sign-in where registration is open.',
      access: 'public',
      query: usernameQuery,
      answer: anyObject,
    }),
    async context => {
      if (!identity.configuration.IDENTITY_OPEN_REGISTRATION && !context.get('viewer'))
        throw new ForbiddenError('Registration is closed; sign in to ask whether a username is free.')
      const { username } = readQuery(context, usernameQuery)
      return context.json(await checkUsername(identity, username, currentOrigin().ipAddress))
    },
  )
  routes.get(
    '/users',
    about({ summary: 'All users.', access: 'users:read', query: listQuery, answer: pageOf(accountAnswer) }),
    async context => {
      requireScope(context.get('viewer'), 'users:read')
      const { role, active, search, ...page } = readQuery(context, listQuery)
      const { nodes, pageInfo } = await listUsers(client, readPage(page), { role, isActive: active, search })
      return context.json({ items: nodes.map(user => accountBody(identity, user)), pageInfo })
    },
  )
  routes.post(
    '/users',
    about({
      summary: 'Adds a user.',
      access: 'users:write',
      body: newUserBody,
      status: 201,
      answer: accountAnswer,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'users:write')
      const input = await readBody(context, newUserBody)
      return context.json(accountBody(identity, await createUser(identity, viewer, input)), 201)
    },
  )
  routes.put(
    '/users/:id/role',
    about({
      summary: 'Gives a user another role.',
      access: 'users:write',
      body: roleBody,
      answer: accountAnswer,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'users:write')
      const grant = await readBody(context, roleBody)
      const user = await setUserRole(identity, viewer, context.req.param('id'), grant)
      return context.json(accountBody(identity, user))
    },
  )
  routes.put(
    '/users/:id/status',
    about({
      summary: 'Lets a user in, or not.',
      access: 'users:write',
      body: statusBody,
      answer: accountAnswer,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'users:write')
      const { isActive } = await readBody(context, statusBody)
      const user = await setUserActive(identity, viewer, context.req.param('id'), isActive)
      return context.json(accountBody(identity, user))
    },
  )
  routes.delete(
    '/users/:id/second-factor',
    about({
      summary: 'Takes away the second factor of a user who lost it.',
      access: 'users:write',
      answer: accountAnswer,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'users:write')
      const user = await resetSecondFactor(identity, viewer, context.req.param('id'))
      return context.json(accountBody(identity, user))
    },
  )
}
