import { ConflictError, NotFoundError, type Role, type Viewer } from '@orion/common'
import { closeApiKeys } from '../api-keys/revoke-api-keys.ts'
import { type Act, audit } from '../audit/audit.ts'
import type { Transaction } from '../database.ts'
import type { User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { isUuid } from '../ids.ts'
import { withdrawInvitationsOf } from '../invitations/invite.ts'
import { withdrawAccountTokens } from '../recovery/account-tokens.ts'
import { tellNow, tellSurely } from '../revocation/tell-gateways.ts'
import { closeSessions } from '../sessions/revoke-sessions.ts'
import { confirmNewAdmin, type Grant } from './confirm-new-admin.ts'
import { holdAdministration } from './hold-administration.ts'

/**
 * Gives a user another role. Their access tokens end at once; their sessions go on with the new role. What an admin offered
 * who is none any more, their open invitations, is withdrawn.
 * @throws NotFoundError, ConflictError for the last admin, and all that {@link confirmNewAdmin} throws.
 */
export async function setUserRole(
  identity: Identity,
  viewer: Viewer,
  userId: string,
  grant: Grant,
  path: string[] = [],
): Promise<User> {
  const { role } = grant
  const confirmed = await confirmNewAdmin(identity, viewer, grant, path)
  const decide = async (transaction: Transaction, user: User): Promise<Change | null> => {
    if (user.role === role) return null
    if (user.role === 'ADMIN') await requireAnotherAdmin(transaction, user)
    return { data: { role }, action: 'USER_ROLE_CHANGED', details: { from: user.role, to: role } }
  }
  return administer(identity, viewer, userId, decide, confirmed)
}

/**
 * Lets a user in or keeps them out. Who is kept out loses all sessions, access tokens, API keys and mailed links at once and for
 * good, and the invitations they made: one to an address of their own would let them in again.
 */
export async function setUserActive(
  identity: Identity,
  viewer: Viewer,
  userId: string,
  isActive: boolean,
): Promise<User> {
  if (!isActive && userId === viewer.userId)
    throw new ConflictError('You cannot keep yourself out; ask another admin to do it.')
  return administer(identity, viewer, userId, async (transaction, user) => {
    if (user.isActive === isActive) return null
    if (!isActive && user.role === 'ADMIN') await requireAnotherAdmin(transaction, user)
    return { data: { isActive }, action: isActive ? 'USER_ACTIVATED' : 'USER_DEACTIVATED' }
  })
}

/** Somebody has to be left who can administer. @throws ConflictError when this user is the only active admin. */
async function requireAnotherAdmin(transaction: Transaction, user: User): Promise<void> {
  const others = await transaction.user.count({
    where: { role: 'ADMIN', isActive: true, id: { not: user.id } },
  })
  if (others === 0)
    throw new ConflictError(`${user.name} is the last admin; make somebody else an admin first.`)
}

interface Change extends Pick<Act, 'action' | 'details'> {
  data: { role: Role } | { isActive: boolean }
}

/** Changes what a user may do, and revokes what was given out under what they could do before. */
async function administer(
  identity: Identity,
  viewer: Viewer,
  userId: string,
  decide: (transaction: Transaction, user: User) => Promise<Change | null>,
  confirmed?: User,
): Promise<User> {
  if (!isUuid(userId)) throw new NotFoundError('user', userId)
  const outcome = await identity.database.transaction(async transaction => {
    // Of two admins who demote each other at once, one succeeds.
    await holdAdministration(transaction, viewer, confirmed)
    await transaction.$executeRaw`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR UPDATE`
    const user = await transaction.user.findUnique({ where: { id: userId } })
    if (!user) throw new NotFoundError('user', userId)
    const change = await decide(transaction, user)
    if (!change) return { user, revokedBefore: null }
    const { data, ...act } = change
    // Tokens tell their time in whole seconds: those of this second are revoked, and none is issued before the next.
    const revokedBefore = Math.floor(Date.now() / 1000) + 1
    const changed = await transaction.user.update({
      where: { id: userId },
      data: { ...data, accessValidFrom: new Date(revokedBefore * 1000) },
    })
    if (!changed.isActive) {
      await closeSessions(transaction, { userId }, 'deactivated')
      await closeApiKeys(transaction, { userId }, viewer)
      await withdrawAccountTokens(transaction, userId)
    }
    if (user.role === 'ADMIN' && (changed.role !== 'ADMIN' || !changed.isActive))
      await withdrawInvitationsOf(transaction, viewer, userId)
    await tellSurely(identity, transaction, [{ userId }])
    await audit(transaction, { ...act, actorId: viewer.userId, subjectId: userId })
    return { user: changed, revokedBefore }
  })
  if (outcome.revokedBefore !== null) await tellNow(identity, [{ userId, before: outcome.revokedBefore }])
  return outcome.user
}
