import { ConflictError, type Origin } from '@orion/common'
import type { Transaction } from '../database.ts'
import type { User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { spendAccountToken } from '../recovery/account-tokens.ts'
import { InvalidTokenError, withMailedToken } from '../tokens/mailed-tokens.ts'
import { setConfirmedEmail } from '../users/change-email.ts'
import { insertUser } from '../users/create-user.ts'
import { freeVariantOf } from '../users/username-is-free.ts'
import { RegistrationClosedError } from './register.ts'

/**
 * Follows the link of a mail that confirms an address: it makes the account of a registration, or the new address of a
 * user theirs.
 * @throws InvalidTokenError when the token does not work, ConflictError when somebody else has the address by now,
 * RegistrationClosedError when registration was closed meanwhile.
 */
export async function verifyEmail(identity: Identity, token: string, origin: Origin): Promise<User> {
  return withMailedToken(identity, token, origin.ipAddress, tokenHash =>
    identity.database.transaction(async transaction => {
      const confirmed = await spendAccountToken(transaction, tokenHash, 'CONFIRM_EMAIL')
      if (confirmed) return setConfirmedEmail(identity, transaction, confirmed.userId, confirmed.email)
      return completeRegistration(identity, transaction, tokenHash)
    }),
  )
}

async function completeRegistration(
  { configuration }: Identity,
  transaction: Transaction,
  tokenHash: string,
): Promise<User> {
  const where = { tokenHash, expiresAt: { gt: new Date() } }
  const registration = await transaction.registration.findUnique({ where })
  const { count } = await transaction.registration.deleteMany({ where })
  if (!registration || count === 0) throw new InvalidTokenError()
  if (!configuration.IDENTITY_OPEN_REGISTRATION) throw new RegistrationClosedError()
  const { email, name, passwordHash } = registration
  if (await transaction.user.findUnique({ where: { email } }))
    throw new ConflictError(`${email} has an account already; sign in.`)
  const username = await freeVariantOf(transaction, registration.username)
  const user = await insertUser(
    transaction,
    { email, username, name, role: 'VIEWER', passwordHash },
    { action: 'USER_REGISTERED', actorId: null },
  )
  return transaction.user.update({ where: { id: user.id }, data: { emailVerifiedAt: new Date() } })
}
