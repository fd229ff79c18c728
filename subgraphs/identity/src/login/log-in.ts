import { type Origin, OrionError } from '@orion/common'
import { audit } from '../audit/audit.ts'
import type { Client } from '../database.ts'
import type { User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { checkPassword, hashPassword } from '../passwords/password-hash.ts'
import { openSession } from '../sessions/open-session.ts'
import { type SignIn, signIn } from '../sessions/sign-in.ts'
import { type LoginName, loginNameKey, parseLoginName } from '../users/login-name.ts'

/** The sign-in is refused. It never says whether the account does not exist, is kept out, or the password is wrong. */
export class InvalidCredentialsError extends OrionError {
  constructor() {
    super('The name and the password do not belong together.', { code: 'INVALID_CREDENTIALS', status: 401 })
  }
}

const findUser = (client: Client, name: LoginName): Promise<User | null> =>
  client.user.findUnique({ where: name })

/**
 * Signs a user in by e-mail address or username.
 * @throws InvalidCredentialsError, after the same work whether there is such a user or not.
 * @throws TooManyAttemptsError when there were too many attempts for the account or from the address.
 */
export async function logIn(
  identity: Identity,
  credentials: { identifier: string; password: string },
  origin: Origin,
): Promise<SignIn> {
  const { database, throttle } = identity
  const name = parseLoginName(credentials.identifier)
  await throttle.begin(loginNameKey(name), origin.ipAddress)

  const user = await findUser(database.client, name)
  const { isRight, isOutdated } = await checkPassword(user?.passwordHash ?? null, credentials.password)
  if (!user?.isActive || !isRight) {
    const reason = !user ? 'unknown account' : isRight ? 'not active' : 'wrong password'
    // What was typed as the name is not kept: it may be a password in the wrong field.
    await audit(database.client, {
      action: 'SIGN_IN_FAILED',
      actorId: null,
      subjectId: user?.id,
      details: { reason },
    })
    throw new InvalidCredentialsError()
  }

  const passwordHash = isOutdated ? await hashPassword(credentials.password) : user.passwordHash
  const session = await database.transaction(async transaction => {
    // The condition fails when the user was kept out or changed the password in the meantime; the row stays locked.
    const { count } = await transaction.user.updateMany({
      where: { id: user.id, isActive: true, passwordHash: user.passwordHash },
      data: { lastLoginAt: new Date(), passwordHash },
    })
    if (count === 0) return null
    const current = await transaction.user.findUniqueOrThrow({ where: { id: user.id } })
    return { user: current, at: new Date(), ...(await openSession(transaction, user.id, origin, 'password')) }
  })
  if (!session) throw new InvalidCredentialsError()
  await throttle.succeed(loginNameKey(name), origin.ipAddress)
  return signIn(identity, session)
}
