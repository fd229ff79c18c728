import type { Redis } from 'ioredis'

/** Redis channel through which identity tells gateways that access tokens hold no longer; apart from the events' `orion.*`. */
export const REVOCATION_CHANNEL = 'orion:access-revoked'
const SECONDS = 16 * 60

/** What was revoked: one session, or everything of a user issued before `before` (Unix seconds). */
export type Revocation = { sessionId: string } | { userId: string; before: number }

const keyOf = (revocation: Revocation) =>
  'sessionId' in revocation
    ? `orion:revoked:session:${revocation.sessionId}`
    : `orion:revoked:user:${revocation.userId}`

/** Revokes access tokens at once: written for gateways that start later, told to those that run. */
export async function revokeAccess(redis: Redis, revocation: Revocation): Promise<void> {
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
