import { NotFoundError, type Viewer } from '@orion/common'
import { audit } from '../audit/audit.ts'
import type { Transaction } from '../database.ts'
import type { Prisma, Session } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { isUuid } from '../ids.ts'
import { tellNow, tellSurely } from '../revocation/tell-gateways.ts'
import { hashRefreshToken } from '../tokens/refresh-tokens.ts'
import { shareOwnAccount } from '../users/hold-own-account.ts'

/** Why a session was ended. */
export type RevocationReason = 'logout' | 'revoked' | 'reuse' | 'password_changed' | 'deactivated'

/** Ends sessions in the database; tell the gateways afterwards by {@link revokeSessionAccess}. @returns those that were open until now. */
export async function markRevoked(
  identity: Pick<Identity, 'jobs'>,
  transaction: Transaction,
  where: Prisma.SessionWhereInput,
  reason: RevocationReason,
): Promise<Session[]> {
  const ended = await closeSessions(transaction, where, reason)
  await tellSurely(
    identity,
    transaction,
    ended.map(({ id }) => ({ sessionId: id })),
  )
  return ended
}

/** Ends sessions in the database, of which the gateways are told by their user. @returns those that were open until now. */
export async function closeSessions(
  transaction: Transaction,
  where: Prisma.SessionWhereInput,
  reason: RevocationReason,
): Promise<Session[]> {
  const open = await transaction.session.findMany({ where: { ...where, revokedAt: null } })
  await transaction.session.updateMany({
    where: { id: { in: open.map(session => session.id) }, revokedAt: null },
    data: { revokedAt: new Date(), revokedReason: reason },
  })
  return open
}

/** Makes the gateway refuse the access tokens of these sessions at once. */
export async function revokeSessionAccess(
  identity: Identity,
  sessions: readonly { id: string }[],
): Promise<void> {
  await tellNow(
    identity,
    sessions.map(({ id }) => ({ sessionId: id })),
  )
}

/** Ends the session of a refresh token and the viewer's own. What is unknown or ended already is left as it is. */
export async function logOut(
  identity: Identity,
  refreshToken: string | undefined,
  viewer: Viewer | null,
): Promise<void> {
  const shown = refreshToken
    ? await identity.database.client.refreshToken.findUnique({
        where: { tokenHash: hashRefreshToken(refreshToken) },
      })
    : null
  const ids = [shown?.sessionId, viewer?.sessionId].filter(id => typeof id === 'string')
  if (ids.length === 0) return
  await identity.database.transaction(async transaction => {
    for (const { id, userId } of await markRevoked(identity, transaction, { id: { in: ids } }, 'logout'))
      await audit(transaction, { action: 'SIGNED_OUT', actorId: userId, subjectId: id })
  })
  await revokeSessionAccess(
    identity,
    ids.map(id => ({ id })),
  )
}

/**
 * Ends one session of the viewer.
 * @throws NotFoundError when it is not theirs or has ended, UnauthenticatedError when the one that asks has.
 */
export async function revokeOwnSession(identity: Identity, viewer: Viewer, sessionId: string): Promise<void> {
  const { userId } = viewer
  const ended = await identity.database.transaction(async transaction => {
    await shareOwnAccount(transaction, viewer)
    const open = isUuid(sessionId)
      ? await markRevoked(identity, transaction, { id: sessionId, userId }, 'revoked')
      : []
    if (open.length === 0) throw new NotFoundError('session', sessionId)
    await audit(transaction, { action: 'SESSION_REVOKED', actorId: userId, subjectId: sessionId })
    return open
  })
  await revokeSessionAccess(identity, ended)
}
