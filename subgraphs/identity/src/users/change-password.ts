import type { Viewer } from '@orion/common'
import { markApiKeysRevoked, revokeApiKeyAccess } from '../api-keys/revoke-api-keys.ts'
import { audit } from '../audit/audit.ts'
import type { User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { mailOwner } from '../mail/mail-owner.ts'
import { hashPassword } from '../passwords/password-hash.ts'
import { requireGoodPassword } from '../passwords/password-rules.ts'
import { withdrawAccountTokens } from '../recovery/account-tokens.ts'
import { whatStays } from '../recovery/what-stays.ts'
import { markRevoked, revokeSessionAccess } from '../sessions/revoke-sessions.ts'
import { confirmOwnPassword } from './confirm-own-password.ts'
import { holdOwnAccount } from './hold-own-account.ts'

/**
 * Changes the viewer's own password, and ends all their other sessions, their API keys and their mailed links at once.
 * @throws InvalidInputError when the current password is wrong or the new one cannot be taken, ConflictError when it was
 * changed meanwhile.
 * @throws TooManyAttemptsError when the current password was guessed at too often.
 */
export async function changePassword(
  identity: Identity,
  viewer: Viewer,
  input: { currentPassword: string; newPassword: string },
  path: string[] = [],
): Promise<User> {
  const user = await confirmOwnPassword(identity, viewer, input.currentPassword, [...path, 'currentPassword'])
  requireGoodPassword(input.newPassword, user, [...path, 'newPassword'])

  const passwordHash = await hashPassword(input.newPassword)
  const { changed, ended, endedKeys } = await identity.database.transaction(async transaction => {
    await holdOwnAccount(transaction, viewer, user)
    await withdrawAccountTokens(transaction, user.id)
    await audit(transaction, { action: 'PASSWORD_CHANGED', actorId: user.id, subjectId: user.id })
    const stays = await whatStays(transaction, user.id)
    await mailOwner(identity, transaction, user, 'password-changed', { isByMail: false, stays })
    return {
      changed: await transaction.user.update({ where: { id: user.id }, data: { passwordHash } }),
      ended: await markRevoked(
        identity,
        transaction,
        { userId: user.id, ...(viewer.sessionId ? { id: { not: viewer.sessionId } } : {}) },
        'password_changed',
      ),
      endedKeys: await markApiKeysRevoked(identity, transaction, { userId: user.id }),
    }
  })
  await revokeSessionAccess(identity, ended)
  await revokeApiKeyAccess(identity, endedKeys)
  return changed
}
