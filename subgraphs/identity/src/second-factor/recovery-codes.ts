import { createHash } from 'node:crypto'
import type { Client, Transaction } from '../database.ts'
import { readableSecret } from '../passwords/password-rules.ts'

const CODES = 10

/** However it was typed. */
const normalise = (code: string) => code.toLowerCase().replace(/[^a-z\d]/g, '')
/** What is stored: SHA-256 in hex. A code has some 79 random bits, so that no salt or slow hash is needed. */
const hashOf = (code: string) => createHash('sha256').update(normalise(code)).digest('hex')

/** Gives a user ten new codes, each good for one sign-in without the app; the old ones work no longer. */
export async function renewCodes(transaction: Transaction, userId: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, () => readableSecret(4, 4))
  await transaction.recoveryCode.deleteMany({ where: { userId } })
  await transaction.recoveryCode.createMany({
    data: codes.map(code => ({ userId, codeHash: hashOf(code) })),
  })
  return codes
}

/** Uses a code up. @returns whether it was one. */
export async function spendCode(transaction: Transaction, userId: string, code: string): Promise<boolean> {
  const { count } = await transaction.recoveryCode.updateMany({
    where: { userId, codeHash: hashOf(code), usedAt: null },
    data: { usedAt: new Date() },
  })
  return count === 1
}

/** How many codes a user has left. */
export function countCodes(
  client: Pick<Client | Transaction, 'recoveryCode'>,
  userId: string,
): Promise<number> {
  return client.recoveryCode.count({ where: { userId, usedAt: null } })
}
