import type { Redis } from 'ioredis'

/** Redis channel through which identity tells gateways that access tokens hold no longer; apart from the events' `orion.*`. */
export const REVOCATION_CHANNEL = 'orion:access-revoked'
const SECONDS = 16 * 60

/** What was revoked: one session, one API key, or everything of a user issued before `before` (Unix seconds). */
export type Revocation = { sessionId: string } | { apiKeyId: string } | { userId: string; before: number }

const keyOf = (revocation: Exclude<Revocation, { apiKeyId: string }>) =>
  'sessionId' in revocation
    ? `orion:revoked:session:${revocation.sessionId}`
    : `orion:revoked:user:${revocation.userId}`

/**
 * Revokes access at once: told to the gateways that run, and, for access tokens, written for those that start later. Of
 * API keys gateways know nothing that identity did not tell them just before.
 */
export async function revokeAccess(redis: Redis, revocation: Revocation): Promise<void> {
  if ('apiKeyId' in revocation) {
    await redis.publish(REVOCATION_CHANNEL, JSON.stringify(revocation))
    return
  }
  const value = 'before' in revocation ? String(revocation.before) : '1'
  await redis
    .multi()
    .set(keyOf(revocation), value, 'EX', SECONDS)
    .publish(REVOCATION_CHANNEL, JSON.stringify(revocation))
    .exec()
}

/** Whether the access token of this session, issued at `issuedAt` (Unix seconds), was revoked. */
export async function isRevoked(
  redis: Redis,
  token: { sessionId: string; userId: string; issuedAt: number },
): Promise<boolean> {
  const [session, user] = await redis.mget(
    keyOf({ sessionId: token.sessionId }),
    keyOf({ userId: token.userId, before: 0 }),
  )
  return session !== null || (user !== null && token.issuedAt < Number(user))
}
