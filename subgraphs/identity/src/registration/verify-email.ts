import { ConflictError, InvalidInputError, type Origin, OrionError } from '@orion/common'
import type { Transaction } from '../database.ts'
import type { User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { checkPassword } from '../passwords/password-hash.ts'
import { spendAccountToken } from '../recovery/account-tokens.ts'
import { InvalidTokenError, withMailedToken } from '../tokens/mailed-tokens.ts'
import { setConfirmedEmail } from '../users/change-email.ts'
import { insertUser } from '../users/create-user.ts'
import { freeVariantOf } from '../users/username-is-free.ts'
import { RegistrationClosedError } from './register.ts'

/** The link is of a registration, which takes its password as well. */
export class RegistrationPasswordNeededError extends OrionError {
  constructor() {
    super('Give the password that you chose when you asked for the account.', {
      code: 'CONFIRMATION_NEEDED',
      status: 400,
      details: { field: ['password'] },
    })
  }
}

/**
 * Follows the link of a mail that confirms an address: it makes the account of a registration, or the new address of a
 * user theirs.
 * @param shown `password` is that of the registration: who reads the mails of an address that somebody else registered does not
 * know it, and so never comes to have an account to which that one has the key.
 * @throws InvalidTokenError when the token does not work, ConflictError when somebody else has the address by now;
 * RegistrationPasswordNeededError, InvalidInputError for another password, both of which leave the token as it is;
 * RegistrationClosedError when registration was closed meanwhile.
 */
export async function verifyEmail(
  identity: Identity,
  shown: { token: string; password?: string },
  origin: Origin,
): Promise<User> {
  return withMailedToken(identity, shown.token, origin.ipAddress, async tokenHash => {
    await requireRegistrant(identity, tokenHash, shown.password)
    return identity.database.transaction(async transaction => {
      const confirmed = await spendAccountToken(transaction, tokenHash, 'CONFIRM_EMAIL')
      if (confirmed) return setConfirmedEmail(identity, transaction, confirmed.userId, confirmed.email)
      return completeRegistration(transaction, tokenHash)
    })
  })
}

const waiting = (tokenHash: string) => ({ tokenHash, expiresAt: { gt: new Date() } })

/** Makes sure that it is who asked for the account; passes where the token is of no registration. */
async function requireRegistrant(
  { configuration, database }: Identity,
  tokenHash: string,
  password: string | undefined,
): Promise<void> {
  const registration = await database.client.registration.findUnique({ where: waiting(tokenHash) })
  if (!registration) return
  if (!configuration.IDENTITY_OPEN_REGISTRATION) throw new RegistrationClosedError()
  if (password === undefined) throw new RegistrationPasswordNeededError()
  const { isRight } = await checkPassword(registration.passwordHash, password)
  if (!isRight)
    throw new InvalidInputError(
      'The account was asked for with another password. If you did not ask for it, leave the link alone, and register yourself.',
      ['password'],
    )
}

async function completeRegistration(transaction: Transaction, tokenHash: string): Promise<User> {
  const where = waiting(tokenHash)
  const registration = await transaction.registration.findUnique({ where })
  const { count } = await transaction.registration.deleteMany({ where })
  if (!registration || count === 0) throw new InvalidTokenError()
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
