import { ConflictError, NotFoundError, type Viewer } from '@orion/common'
import { type Act, audit } from '../audit/audit.ts'
import type { Transaction } from '../database.ts'
import type { User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { isUuid } from '../ids.ts'
import { mailOwner } from '../mail/mail-owner.ts'
import { confirmOwnPassword } from '../users/confirm-own-password.ts'
import { countConfirmation, noteFailedConfirmation } from '../users/count-confirmation.ts'
import { codeAttempts, InvalidCodeError, spendSecondFactor, totpPurpose } from './check-second-factor.ts'
import { renewCodes } from './recovery-codes.ts'
import { createTotpSecret, totpUri } from './totp.ts'

const OFF = { totpSecret: null, totpConfirmedAt: null, totpLastStep: null }

/**
 * Begins to set up an authenticator app: makes its secret, which counts from when a code of it was shown.
 * @returns the secret in Base32 and the address for the QR code; neither can be read again.
 * @throws ConflictError when there is a second factor already.
 */
export async function enrolTotp(
  identity: Identity,
  viewer: Viewer,
  password: string,
  path: string[] = [],
): Promise<{ secret: string; uri: string }> {
  const user = await confirmOwnPassword(identity, viewer, password, [...path, 'password'])
  const secret = createTotpSecret()
  const { count } = await identity.database.client.user.updateMany({
    where: { id: user.id, totpConfirmedAt: null },
    data: { ...OFF, totpSecret: identity.sealer.seal(secret, totpPurpose(user.id)) },
  })
  if (count === 0) throw new ConflictError('You have a second factor already; turn it off first.')
  return { secret, uri: totpUri(secret, user.email) }
}

/**
 * Turns the second factor on, once the app shows a right code.
 * @returns the recovery codes; they cannot be read again.
 * @throws InvalidCodeError, or ConflictError when there is nothing to confirm.
 */
export async function confirmTotp(
  identity: Identity,
  viewer: Viewer,
  code: string,
  path: string[] = [],
): Promise<string[]> {
  return withCode(identity, viewer.userId, async (transaction, user) => {
    if (!user.totpSecret || user.totpConfirmedAt)
      throw new ConflictError('There is no authenticator app to confirm; begin with setting one up.')
    // There are no recovery codes yet, so that only the app's own code passes.
    await transaction.recoveryCode.deleteMany({ where: { userId: user.id } })
    if (!(await spendSecondFactor(identity, transaction, user, code)))
      throw new InvalidCodeError([...path, 'code'])
    await transaction.user.update({ where: { id: user.id }, data: { totpConfirmedAt: new Date() } })
    await tell(identity, transaction, user, 'second-factor-on', {
      action: 'SECOND_FACTOR_ENABLED',
      actorId: user.id,
    })
    return renewCodes(transaction, user.id)
  })
}

/** Turns the viewer's second factor off, which takes the password and a code. */
export async function disableTotp(
  identity: Identity,
  viewer: Viewer,
  input: { password: string; code: string },
  path: string[] = [],
): Promise<User> {
  await confirmOwnPassword(identity, viewer, input.password, [...path, 'password'])
  return withCode(identity, viewer.userId, async (transaction, user) => {
    await requireCode(identity, transaction, user, input.code, path)
    return turnOff(identity, transaction, user, viewer)
  })
}

/** Makes new recovery codes in the place of the old ones, which takes the password and a code. */
export async function renewRecoveryCodes(
  identity: Identity,
  viewer: Viewer,
  input: { password: string; code: string },
  path: string[] = [],
): Promise<string[]> {
  await confirmOwnPassword(identity, viewer, input.password, [...path, 'password'])
  return withCode(identity, viewer.userId, async (transaction, user) => {
    await requireCode(identity, transaction, user, input.code, path)
    const act = { action: 'RECOVERY_CODES_RENEWED', actorId: user.id, subjectId: user.id } as const
    await audit(transaction, act)
    await mailOwner(identity, transaction, user, 'recovery-codes-renewed', {})
    return renewCodes(transaction, user.id)
  })
}

/** Turns the second factor of a user off who lost app and recovery codes. For those with the right `users:write`. */
export async function resetSecondFactor(identity: Identity, viewer: Viewer, userId: string): Promise<User> {
  if (!isUuid(userId)) throw new NotFoundError('user', userId)
  return identity.database.transaction(async transaction => {
    const user = await transaction.user.findUnique({ where: { id: userId } })
    if (!user) throw new NotFoundError('user', userId)
    return user.totpSecret ? turnOff(identity, transaction, user, viewer) : user
  })
}

/** Does something that takes a code; trying codes out is slowed down, and noted. */
async function withCode<Result>(
  identity: Identity,
  userId: string,
  work: (transaction: Transaction, user: User) => Promise<Result>,
): Promise<Result> {
  await countConfirmation(identity, codeAttempts(userId), userId)
  const attempt = identity.database.transaction(async transaction => {
    const user = await transaction.user.findUnique({ where: { id: userId } })
    if (!user) throw new NotFoundError('user', userId)
    return work(transaction, user)
  })
  const result = await attempt.catch(async (error: unknown) => {
    if (error instanceof InvalidCodeError) await noteFailedConfirmation(identity, userId, 'wrong code')
    throw error
  })
  await identity.throttle.succeed(codeAttempts(userId), null)
  return result
}

async function requireCode(
  identity: Identity,
  transaction: Transaction,
  user: User,
  code: string,
  path: string[],
): Promise<void> {
  if (!user.totpConfirmedAt) throw new ConflictError('There is no second factor.')
  if (!(await spendSecondFactor(identity, transaction, user, code)))
    throw new InvalidCodeError([...path, 'code'])
}

async function turnOff(
  identity: Identity,
  transaction: Transaction,
  user: User,
  viewer: Viewer,
): Promise<User> {
  await transaction.recoveryCode.deleteMany({ where: { userId: user.id } })
  await tell(identity, transaction, user, 'second-factor-off', {
    action: 'SECOND_FACTOR_DISABLED',
    actorId: viewer.userId,
  })
  return transaction.user.update({ where: { id: user.id }, data: OFF })
}

async function tell(
  identity: Identity,
  transaction: Transaction,
  user: User,
  template: 'second-factor-on' | 'second-factor-off',
  act: Pick<Act, 'action' | 'actorId'>,
): Promise<void> {
  await audit(transaction, { ...act, subjectId: user.id })
  if (act.actorId === user.id) await mailOwner(identity, transaction, user, template, {})
  else await mailOwner(identity, transaction, user, template, {}, 'by an admin')
}
