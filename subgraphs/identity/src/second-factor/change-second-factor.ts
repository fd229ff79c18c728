import { ConflictError, NotFoundError, type Viewer } from '@orion/common'
import { type Act, audit } from '../audit/audit.ts'
import type { Transaction } from '../database.ts'
import type { User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { isUuid } from '../ids.ts'
import { mailOwner } from '../mail/mail-owner.ts'
import { confirmOwnPassword } from '../users/confirm-own-password.ts'
import { countConfirmation, noteFailedConfirmation } from '../users/count-confirmation.ts'
import { holdAdministration } from '../users/hold-administration.ts'
import { holdOwnAccount } from '../users/hold-own-account.ts'
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
  await identity.database.transaction(async transaction => {
    const { totpConfirmedAt } = await holdOwnAccount(transaction, viewer, user)
    if (totpConfirmedAt) throw new ConflictError('You have a second factor already; turn it off first.')
    const totpSecret = identity.sealer.seal(secret, totpPurpose(user.id))
    await transaction.user.update({ where: { id: user.id }, data: { ...OFF, totpSecret } })
  })
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
  return withCode(identity, viewer, async (transaction, user) => {
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
  const confirmed = await confirmOwnPassword(identity, viewer, input.password, [...path, 'password'])
  const turnOffWithCode = async (transaction: Transaction, user: User) => {
    await requireCode(identity, transaction, user, input.code, path)
    return turnOff(identity, transaction, user, viewer)
  }
  return withCode(identity, viewer, turnOffWithCode, confirmed)
}

/** Makes new recovery codes in the place of the old ones, which takes the password and a code. */
export async function renewRecoveryCodes(
  identity: Identity,
  viewer: Viewer,
  input: { password: string; code: string },
  path: string[] = [],
): Promise<string[]> {
  const confirmed = await confirmOwnPassword(identity, viewer, input.password, [...path, 'password'])
  const renewWithCode = async (transaction: Transaction, user: User) => {
    await requireCode(identity, transaction, user, input.code, path)
    const act = { action: 'RECOVERY_CODES_RENEWED', actorId: user.id, subjectId: user.id } as const
    await audit(transaction, act)
    await mailOwner(identity, transaction, user, 'recovery-codes-renewed', {})
    return renewCodes(transaction, user.id)
  }
  return withCode(identity, viewer, renewWithCode, confirmed)
}

/**
 * Turns the second factor of a user off who lost app and recovery codes. For those with the right `users:write`.
 * @throws ConflictError for their own: who took their session over would need neither password nor code.
 */
export async function resetSecondFactor(identity: Identity, viewer: Viewer, userId: string): Promise<User> {
  if (!isUuid(userId)) throw new NotFoundError('user', userId)
  if (userId === viewer.userId)
    throw new ConflictError(
      'This is your own; turn it off with your password and a code, or ask another admin.',
    )
  return identity.database.transaction(async transaction => {
    await holdAdministration(transaction, viewer)
    const user = await transaction.user.findUnique({ where: { id: userId } })
    if (!user) throw new NotFoundError('user', userId)
    return user.totpSecret ? turnOff(identity, transaction, user, viewer) : user
  })
}

/** Does something that takes a code; trying codes out is slowed down, and noted. */
async function withCode<Result>(
  identity: Identity,
  viewer: Viewer,
  work: (transaction: Transaction, user: User) => Promise<Result>,
  confirmed?: User,
): Promise<Result> {
  const { userId } = viewer
  await countConfirmation(identity, codeAttempts(userId), userId)
  const attempt = identity.database.transaction(async transaction =>
    work(transaction, await holdOwnAccount(transaction, viewer, confirmed)),
  )
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
