import type { Client } from '../database.ts'

const KEPT_DAYS = 30

/** Removes refresh tokens that ended and, 30 days after their end, sessions. @returns how many of each. */
export async function forgetSessions(
  client: Client,
  now = new Date(),
): Promise<{ refreshTokens: number; sessions: number }> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000)
  const tokens = await client.refreshToken.deleteMany({ where: { expiresAt: { lt: now } } })
  const sessions = await client.session.deleteMany({
    where: { OR: [{ expiresAt: { lt: before } }, { revokedAt: { lt: before } }] },
  })
  return { refreshTokens: tokens.count, sessions: sessions.count }
}
