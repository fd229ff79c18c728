import { InvalidInputError, NotFoundError, type Viewer } from '@orion/common'
import { markApiKeysRevoked, revokeApiKeyAccess } from '../api-keys/revoke-api-keys.ts'
import { audit } from '../audit/audit.ts'
import type { User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { sendMail } from '../mail/send-mail.ts'
import { checkPassword, hashPassword } from '../passwords/password-hash.ts'
import { requireGoodPassword } from '../passwords/password-rules.ts'
import { markRevoked, revokeSessionAccess } from '../sessions/revoke-sessions.ts'

/**
 * Changes the viewer's own password, and ends all their other sessions and their API keys at once.
 * @throws InvalidInputError when the current password is wrong or the new one cannot be taken.
 * @throws TooManyAttemptsError when the current password was guessed at too often.
 */
export async function changePassword(
  identity: Identity,
  viewer: Viewer,
  input: { currentPassword: string; newPassword: string },
  path: string[] = [],
): Promise<User> {
  const { database, throttle } = identity
  const user = await database.client.user.findUnique({ where: { id: viewer.userId } })
  if (!user) throw new NotFoundError('user', viewer.userId)

  // Whoever holds a stolen access token must not be able to find the password by trying.
  await throttle.begin(`password of ${user.id}`, null)
  const { isRight } = await checkPassword(user.passwordHash, input.currentPassword)
  if (!isRight)
    throw new InvalidInputError('This is not your current password.', [...path, 'currentPassword'])
  await throttle.succeed(`password of ${user.id}`, null)
  requireGoodPassword(input.newPassword, user, [...path, 'newPassword'])

  const passwordHash = await hashPassword(input.newPassword)
  const { changed, ended, endedKeys } = await database.transaction(async transaction => {
    await audit(transaction, { action: 'PASSWORD_CHANGED', actorId: user.id, subjectId: user.id })
    await sendMail(identity, transaction, {
      to: user.email,
      template: 'password-changed',
      data: { name: user.name },
    })
    return {
      changed: await transaction.user.update({ where: { id: user.id }, data: { passwordHash } }),
      ended: await markRevoked(
        transaction,
        { userId: user.id, ...(viewer.sessionId ? { id: { not: viewer.sessionId } } : {}) },
        'password_changed',
      ),
      endedKeys: await markApiKeysRevoked(transaction, { userId: user.id }),
    }
  })
  await revokeSessionAccess(identity, ended)
  await revokeApiKeyAccess(identity, endedKeys)
  return changed
}
