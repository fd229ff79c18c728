import { randomUUID } from 'node:crypto'
import type { Origin } from '@orion/common'
import { audit } from '../audit/audit.ts'
import type { Transaction } from '../database.ts'
import type { SecondFactorMeans } from '../second-factor/check-second-factor.ts'
import { createRefreshToken, hashRefreshToken, REFRESH_TOKEN_DAYS } from '../tokens/refresh-tokens.ts'

/** When a refresh token made now ends. */
export const refreshExpiry = (now: Date) => new Date(now.getTime() + REFRESH_TOKEN_DAYS * 86_400_000)

/** How somebody proved who they are. */
export const signInMeans = ['password', 'invitation', 'github', 'google', 'device'] as const
export type SignInMeans = (typeof signInMeans)[number]

/** Opens a session with its first refresh token, and records the sign-in. */
export async function openSession(
  transaction: Transaction,
  userId: string,
  origin: Origin,
  means: SignInMeans,
  secondFactor: SecondFactorMeans | null = null,
): Promise<{ sessionId: string; refreshToken: string }> {
  const refreshToken = createRefreshToken()
  const expiresAt = refreshExpiry(new Date())
  const sessionId = randomUUID()
  // One statement each, that answers nothing: a sign-in should cost its hash and little else.
  await transaction.session.createMany({ data: [{ id: sessionId, userId, ...origin, expiresAt }] })
  await transaction.refreshToken.createMany({
    data: [{ tokenHash: hashRefreshToken(refreshToken), sessionId, expiresAt }],
  })
  const details = { means, ...(secondFactor ? { secondFactor } : {}), sessionId }
  await audit(transaction, { action: 'SIGN_IN_SUCCEEDED', actorId: userId, subjectId: userId, details })
  return { sessionId, refreshToken }
}
