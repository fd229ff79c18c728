import { OrionError } from '@orion/common'
import { audit } from '../audit/audit.ts'
import type { Transaction } from '../database.ts'
import type { User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { mailOwner } from '../mail/mail-owner.ts'
import { countCodes, spendCode } from './recovery-codes.ts'
import { stepOfCode } from './totp.ts'

/** The code is wrong, or was used before. */
export class InvalidCodeError extends OrionError {
  constructor(field?: string[]) {
    super('The code is wrong, or was used before. Wait for the next one.', {
      code: 'INVALID_CODE',
      status: 400,
      details: field ? { field } : undefined,
    })
  }
}

/** Codes of all users' apps are counted together with those that guess at them. */
export const codeAttempts = (userId: string) => `second factor of ${userId}`
/** What the sealed secret is bound to. */
export const totpPurpose = (userId: string) => `second factor of ${userId}`

/** What was shown for the second factor. */
export type SecondFactorMeans = 'code' | 'recovery code'

/**
 * Takes a code of the user's app, or one of their recovery codes; neither is taken twice. Call `throttle.begin` for
 * `codeAttempts` before.
 * @returns what it was; null when it is wrong.
 */
export async function spendSecondFactor(
  identity: Identity,
  transaction: Transaction,
  user: User,
  typed: string,
): Promise<SecondFactorMeans | null> {
  const code = typed.replace(/\s/g, '')
  if (!/^\d{6}$/.test(code))
    return (await spendRecoveryCode(identity, transaction, user, code)) ? 'recovery code' : null
  if (!user.totpSecret) return null
  const step = stepOfCode(identity.sealer.open(user.totpSecret, totpPurpose(user.id)), code)
  if (step === null) return null
  const { count } = await transaction.user.updateMany({
    where: {
      id: user.id,
      totpSecret: user.totpSecret,
      OR: [{ totpLastStep: null }, { totpLastStep: { lt: step } }],
    },
    data: { totpLastStep: step },
  })
  return count === 1 ? 'code' : null
}

async function spendRecoveryCode(
  identity: Identity,
  transaction: Transaction,
  user: User,
  code: string,
): Promise<boolean> {
  const { id } = user
  if (!(await spendCode(transaction, id, code))) return false
  const left = await countCodes(transaction, id)
  await audit(transaction, {
    action: 'RECOVERY_CODE_USED',
    actorId: id,
    subjectId: id,
    details: { left },
  })
  await mailOwner(identity, transaction, user, 'recovery-code-used', { left })
  return true
}
