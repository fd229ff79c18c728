import { about, readBody, readPage, readQuery, requireScope, roles, type ServiceRoutes } from '@orion/common'
import { z } from 'zod'
import type { InvitationRow } from '../database.ts'
import type { Identity } from '../identity.ts'
import { stateOf } from '../invitations/invitation-state.ts'
import { inviteUser, resendInvitation, revokeInvitation } from '../invitations/invite.ts'
import { listInvitations } from '../invitations/list-invitations.ts'
import { anyObject, pageOf } from './answers.ts'
import { ownPassword } from './own-password.ts'

const listQuery = z.object({
  first: z.coerce.number().int().default(20),
  after: z.string().optional(),
  open: z.stringbool().default(false),
})
const inviteBody = z.object({
  email: z.string().max(320),
  name: z.string().max(400),
  role: z.enum(roles),
  ownPassword,
})

const invitationBody = ({ tokenHash: _, ...invitation }: InvitationRow) => ({
  ...invitation,
  state: stateOf(invitation),
})

/** Invitations, for admins: /api/v1/users/invite and /api/v1/users/invitations. */
export function mountInvitationRoutes(routes: ServiceRoutes, identity: Identity): void {
  routes.post(
    '/users/invite',
    about({
      summary: 'Invites somebody by mail.',
      access: 'users:write',
      body: inviteBody,
      status: 201,
      answer: anyObject,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'users:write')
      const invitation = await inviteUser(identity, viewer, await readBody(context, inviteBody))
      return context.json(invitationBody(invitation), 201)
    },
  )
  routes.get(
    '/users/invitations',
    about({
      summary: 'Invitations, newest first.',
      access: 'users:read',
      query: listQuery,
      answer: pageOf(anyObject),
    }),
    async context => {
      requireScope(context.get('viewer'), 'users:read')
      const { open, ...page } = readQuery(context, listQuery)
      const { nodes, pageInfo } = await listInvitations(identity.database.client, readPage(page), open)
      return context.json({ items: nodes.map(invitationBody), pageInfo })
    },
  )
  routes.post(
    '/users/invitations/:id/resend',
    about({ summary: 'Mails an invitation again.', access: 'users:write', answer: anyObject }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'users:write')
      return context.json(invitationBody(await resendInvitation(identity, viewer, context.req.param('id'))))
    },
  )
  routes.delete(
    '/users/invitations/:id',
    about({ summary: 'Withdraws an invitation.', access: 'users:write', answer: null }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'users:write')
      return context.json(invitationBody(await revokeInvitation(identity, viewer, context.req.param('id'))))
    },
  )
}
