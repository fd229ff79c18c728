import { createHash, randomBytes } from 'node:crypto'
import { type Origin, OrionError } from '@orion/common'
import { z } from 'zod'
import { audit } from '../audit/audit.ts'
import type { User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { codeAttempts, spendSecondFactor } from '../second-factor/check-second-factor.ts'
import { openSession, type SignInMeans, signInMeans } from '../sessions/open-session.ts'
import { type SignIn, signIn } from '../sessions/sign-in.ts'
import { countSignIn } from './count-sign-in.ts'

/** The first step is done; a code has to follow. */
export interface SecondStep {
  /** Goes with the code. Works once, for one user and one program, until `expiresIn` is over. */
  mfaToken: string
  /** Seconds. */
  expiresIn: number
}

/** The second step of a sign-in is refused. */
export class InvalidSecondFactorError extends OrionError {
  constructor() {
    super('The code is wrong, or was used before.', { code: 'INVALID_CODE', status: 401 })
  }
}

/** There is no first step to which this second one belongs. */
export class SignInExpiredError extends OrionError {
  constructor() {
    super('The sign-in took too long, or was finished already. Start again.', {
      code: 'SIGN_IN_EXPIRED',
      status: 401,
    })
  }
}

const SECONDS = 300
const begun = z.object({ userId: z.uuid(), bound: z.string(), means: z.enum(signInMeans) })
const hashOf = (...parts: (string | null)[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex')
const keyOf = (mfaToken: string) => `orion:identity:second-step:${hashOf(mfaToken)}`

/** What must not change between the steps: password, app and program. */
const bindingOf = ({ passwordHash, totpSecret }: User, { userAgent }: Origin) =>
  hashOf(passwordHash, totpSecret, userAgent)

/** Remembers for five minutes that a user did the first step. */
export async function beginSecondStep(
  { redis }: Identity,
  user: User,
  origin: Origin,
  means: SignInMeans,
): Promise<SecondStep> {
  const mfaToken = `oms_${randomBytes(32).toString('base64url')}`
  const state: z.infer<typeof begun> = { userId: user.id, bound: bindingOf(user, origin), means }
  await redis.set(keyOf(mfaToken), JSON.stringify(state), 'EX', SECONDS)
  return { mfaToken, expiresIn: SECONDS }
}

/**
 * Ends a sign-in with a code of the user's app, or a recovery code.
 * @throws SignInExpiredError when the token does not work; InvalidSecondFactorError when the code is wrong, after which
 * another may be tried; TooManyAttemptsError when there were too many for the account.
 */
export async function logInWithCode(
  identity: Identity,
  { mfaToken, code }: { mfaToken: string; code: string },
  origin: Origin,
): Promise<SignIn> {
  const { database, redis, throttle } = identity
  const state = await redis.get(keyOf(mfaToken))
  if (state === null) throw new SignInExpiredError()
  const { userId, bound, means } = begun.parse(JSON.parse(state))
  await countSignIn(identity, userId, () => throttle.begin(codeAttempts(userId), origin.ipAddress))
  const session = await database.transaction(async transaction => {
    await transaction.$executeRaw`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR UPDATE`
    const user = await transaction.user.findUnique({ where: { id: userId } })
    if (!user?.isActive || !user.totpConfirmedAt || bindingOf(user, origin) !== bound)
      throw new SignInExpiredError()
    const shown = await spendSecondFactor(identity, transaction, user, code)
    if (!shown) return null
    // Thrown here, the code counts as not used: of two who use one token at once, one goes on.
    if ((await redis.del(keyOf(mfaToken))) === 0) throw new SignInExpiredError()
    return openSession(transaction, user, origin, { means, secondFactor: shown })
  })
  if (!session) {
    const details = { reason: 'wrong code' }
    await audit(database.client, { action: 'SIGN_IN_FAILED', actorId: null, subjectId: userId, details })
    throw new InvalidSecondFactorError()
  }
  await throttle.succeed(codeAttempts(userId), origin.ipAddress)
  return signIn(identity, session)
}
