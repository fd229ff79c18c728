import { about, requireScope, type ServiceRoutes } from '@orion/common'
import type { SessionRow } from '../database.ts'
import type { Identity } from '../identity.ts'
import { listSessions } from '../sessions/list-sessions.ts'
import { revokeOwnSession } from '../sessions/revoke-sessions.ts'
import { anyObject, listOf } from './answers.ts'

function sessionBody(
  { userId: _, revokedAt: __, revokedReason: ___, ...session }: SessionRow,
  currentId: string | null,
) {
  return { ...session, isCurrent: session.id === currentId }
}

/** The viewer's sessions: /api/v1/sessions, publicly /api/v1/identity/sessions. */
export function mountSessionRoutes(routes: ServiceRoutes, identity: Identity): void {
  routes.get(
    '/sessions',
    about({ summary: 'The viewer’s sessions.', access: 'account:read', answer: listOf(anyObject) }),
    async context => {
      const { userId, sessionId } = requireScope(context.get('viewer'), 'account:read')
      const sessions = await listSessions(identity.database.client, userId)
      return context.json({ items: sessions.map(session => sessionBody(session, sessionId)) })
    },
  )
  routes.delete(
    '/sessions/:id',
    about({ summary: 'Ends one of the viewer’s sessions.', access: 'account:write', status: 204 }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      await revokeOwnSession(identity, viewer, context.req.param('id'))
      return context.body(null, 204)
    },
  )
}
