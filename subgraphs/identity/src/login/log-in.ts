import { type Origin, OrionError } from '@orion/common'
import { audit } from '../audit/audit.ts'
import type { Client } from '../database.ts'
import type { User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { checkPassword, hashPassword } from '../passwords/password-hash.ts'
import { type LoginName, loginNameKey, parseLoginName } from '../users/login-name.ts'
import { countSignIn } from './count-sign-in.ts'
import { type FirstStep, finishFirstStep } from './finish-sign-in.ts'

/** The sign-in is refused. It never says whether the account does not exist, is kept out, or the password is wrong. */
export class InvalidCredentialsError extends OrionError {
  constructor() {
    super('The name and the password do not belong together.', { code: 'INVALID_CREDENTIALS', status: 401 })
  }
}

const findUser = (client: Client, name: LoginName): Promise<User | null> =>
  client.user.findUnique({ where: name })

/**
 * Signs a user in by e-mail address or username, or asks for the second factor of those who have one.
 * @throws InvalidCredentialsError, after the same work whether there is such a user or not.
 * @throws TooManyAttemptsError when there were too many attempts for the account or from the address.
 */
export async function logIn(
  identity: Identity,
  credentials: { identifier: string; password: string },
  origin: Origin,
): Promise<FirstStep> {
  const { database, throttle } = identity
  const name = parseLoginName(credentials.identifier)
  await countSignIn(
    identity,
    loginNameKey(name),
    origin,
    async () => (await findUser(database.client, name))?.id ?? null,
  )

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
  const step = await finishFirstStep(identity, user, origin, 'password', passwordHash)
  if (!step) throw new InvalidCredentialsError()
  await throttle.succeed(loginNameKey(name), origin.ipAddress)
  return step
}
