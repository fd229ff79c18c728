import { ConflictError, type Viewer } from '@orion/common'
import { audit } from '../audit/audit.ts'
import { Prisma, type User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { mailOwner } from '../mail/mail-owner.ts'
import { hashPassword } from '../passwords/password-hash.ts'
import { requireGoodPassword } from '../passwords/password-rules.ts'
import { withdrawAccountTokens } from '../recovery/account-tokens.ts'
import { confirmOwner } from './confirm-own-password.ts'
import { countConfirmation } from './count-confirmation.ts'
import { holdOwnAccount } from './hold-own-account.ts'
import { requireName, requireTimezone } from './profile-rules.ts'
import { requireUsername } from './username.ts'

/** What a user chooses who came by a provider; name and time zone stay when they are left out. */
export interface AccountChoices {
  username: string
  password: string
  name?: string | null
  timezone?: string | null
}

/** True for a user who came by a provider and has chosen neither username nor password. */
export const needsOnboarding = ({ passwordHash }: Pick<User, 'passwordHash'>) => passwordHash === null

/**
 * Gives a user who came by a provider the username of their choice and their first password, within ten minutes of a
 * sign-in: a stolen token must not become another way in later.
 * @throws ConflictError when they have a password already, or somebody has the username; InvalidInputError for what does not
 * fit, ConfirmationNeededError, TooManyAttemptsError.
 */
export async function completeAccount(
  identity: Identity,
  viewer: Viewer,
  input: AccountChoices,
  path: string[] = [],
): Promise<User> {
  const user = await confirmOwner(identity, viewer, null, [])
  if (!needsOnboarding(user)) throw new ConflictError('You have a password already; change it instead.')
  const username = requireUsername(input.username, [...path, 'username'])
  const name = input.name ? requireName(input.name, [...path, 'name']) : user.name
  const timezone = input.timezone ? requireTimezone(input.timezone, [...path, 'timezone']) : user.timezone
  requireGoodPassword(input.password, { ...user, username, name }, [...path, 'password'])
  // Each hash is waited for by all who sign in.
  await countConfirmation(identity, `first password of ${user.id}`, user.id)
  const data = { username, name, timezone, passwordHash: await hashPassword(input.password) }
  try {
    return await identity.database.transaction(async transaction => {
      await holdOwnAccount(transaction, viewer)
      const [changed] = await transaction.user.updateManyAndReturn({
        where: { id: user.id, passwordHash: null },
        data,
      })
      if (!changed) throw new ConflictError('You have a password already; change it instead.')
      await withdrawAccountTokens(transaction, user.id)
      await audit(transaction, { action: 'PASSWORD_SET', actorId: user.id, subjectId: user.id })
      await mailOwner(identity, transaction, changed, 'password-set', { username })
      return changed
    })
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      throw new ConflictError(`Somebody has the username ${username}; choose another.`, {
        field: [...path, 'username'],
      })
    throw error
  }
}
