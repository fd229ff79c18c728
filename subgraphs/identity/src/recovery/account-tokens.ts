import type { Client, Transaction } from '../database.ts'
import type { AccountTokenPurpose } from '../generated/prisma/client.ts'
import {
  CONFIRMATION_HOURS,
  createMailedToken,
  hashMailedToken,
  hoursFromNow,
  RESET_HOURS,
} from '../tokens/mailed-tokens.ts'
import { holdUser } from '../users/hold-own-account.ts'

const hoursOf: Record<AccountTokenPurpose, number> = {
  CONFIRM_EMAIL: CONFIRMATION_HOURS,
  RESET_PASSWORD: RESET_HOURS,
}

/** Makes the token of a link for a user; the one before it for the same purpose works no longer. */
export async function issueAccountToken(
  transaction: Transaction,
  to: { userId: string; purpose: AccountTokenPurpose; email: string },
): Promise<string> {
  const { userId, purpose, email } = to
  const token = createMailedToken()
  const columns = {
    tokenHash: hashMailedToken(token),
    email,
    createdAt: new Date(),
    expiresAt: hoursFromNow(hoursOf[purpose]),
  }
  await transaction.accountToken.upsert({
    where: { userId_purpose: { userId, purpose } },
    create: { userId, purpose, ...columns },
    update: columns,
  })
  return token
}

/** Uses a token up. @returns whom and which address it was for; null when it is not there or too old. */
export async function spendAccountToken(
  transaction: Transaction,
  tokenHash: string,
  purpose: AccountTokenPurpose,
): Promise<{ userId: string; email: string } | null> {
  const where = { tokenHash, purpose, expiresAt: { gt: new Date() } }
  const token = await transaction.accountToken.findFirst({ where })
  // The user first and then their tokens, as everybody takes them who changes both.
  if (token) await holdUser(transaction, token.userId)
  // Of two who use it at once, only one removes it.
  const { count } = await transaction.accountToken.deleteMany({ where })
  return token && count === 1 ? token : null
}

/**
 * Withdraws all links of a user. With a new password or address it has to be done: whoever knew the old one may have asked
 * for a link to an address of their own.
 */
export async function withdrawAccountTokens(transaction: Transaction, userId: string): Promise<void> {
  await transaction.accountToken.deleteMany({ where: { userId } })
}

/** The address that waits for the user's confirmation; null when none does, or only the present one. */
export async function pendingEmailOf(
  client: Client,
  { id, email }: { id: string; email: string },
): Promise<string | null> {
  const token = await client.accountToken.findFirst({
    where: { userId: id, purpose: 'CONFIRM_EMAIL', email: { not: email }, expiresAt: { gt: new Date() } },
  })
  return token?.email ?? null
}

/** Removes links and registrations that are too old. @returns how many. */
export async function forgetAccountTokens(client: Client, now = new Date()): Promise<number> {
  const where = { expiresAt: { lt: now } }
  const tokens = await client.accountToken.deleteMany({ where })
  const registrations = await client.registration.deleteMany({ where })
  return tokens.count + registrations.count
}
