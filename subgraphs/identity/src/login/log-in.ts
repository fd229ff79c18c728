import { type Origin, OrionError } from '@orion/common'
import { audit } from '../audit/audit.ts'
import type { User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { checkPassword, hashPassword } from '../passwords/password-hash.ts'
import { findByLoginName } from '../users/find-by-login-name.ts'
import { loginAccountKey, loginNameKey, parseLoginName } from '../users/login-name.ts'
import { countSignIn } from './count-sign-in.ts'
import { type FirstStep, finishFirstStep } from './finish-sign-in.ts'

/**
 * The sign-in is refused. It never says whether the account does not exist, is kept out or has to wait, or the password is
 * wrong.
 */
export class InvalidCredentialsError extends OrionError {
  constructor() {
    super(
      'The name and the password do not belong together. After many attempts even the right ones are refused for a while; then wait, or set a new password by mail.',
      { code: 'INVALID_CREDENTIALS', status: 401 },
    )
  }
}

/**
 * Signs a user in by e-mail address or username, or asks for the second factor of those who have one. Attempts under both
 * names count together for the account, which is not told: else two names that are refused together would be known to be
 * one account's.
 * @throws InvalidCredentialsError, after the same work whether there is such a user or not.
 * @throws TooManyAttemptsError when there were too many attempts under the name or from the address.
 */
export async function logIn(
  identity: Identity,
  credentials: { identifier: string; password: string },
  origin: Origin,
): Promise<FirstStep> {
  const { database, throttle } = identity
  const name = parseLoginName(credentials.identifier)
  const user = await findByLoginName(database, name)
  const account = loginAccountKey(user, name)
  const mustWait = await countSignIn(identity, user?.id ?? null, () =>
    throttle.beginBehind(loginNameKey(name), account, origin.ipAddress),
  )
  const { isRight, isOutdated } = await checkPassword(user?.passwordHash ?? null, credentials.password)
  if (!user?.isActive || !isRight || mustWait) {
    const reason = mustWait ? 'too many attempts' : reasonOf(user, isRight)
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
  await throttle.succeedBehind(loginNameKey(name), account, origin.ipAddress)
  return step
}

function reasonOf(user: User | null, isRight: boolean): string {
  if (!user) return 'unknown account'
  return isRight ? 'not active' : 'wrong password'
}
