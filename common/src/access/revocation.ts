import type { Redis } from 'ioredis'

/** Redis channel through which identity tells gateways that access holds no longer; apart from the events' `orion.*`. */
export const REVOCATION_CHANNEL = 'orion:access-revoked'
/** Longer than any access token holds, with clocks of identity and gateways that differ by three quarters of an hour. */
const SECONDS = 60 * 60

/** What was revoked: one session, one API key, or everything of a user issued before `before` (Unix seconds). */
export type Revocation = { sessionId: string } | { apiKeyId: string } | { userId: string; before: number }

/** What somebody's access rests on: a session or an API key, relied on since `issuedAt` (Unix seconds). */
export interface GivenAccess {
  userId: string
  sessionId: string | null
  apiKeyId?: string | null
  issuedAt: number
}

const keyOfSession = (id: string) => `orion:revoked:session:${id}`
const keyOfApiKey = (id: string) => `orion:revoked:key:${id}`
const keyOfUser = (id: string) => `orion:revoked:user:${id}`

function keyOf(revocation: Revocation): string {
  if ('sessionId' in revocation) return keyOfSession(revocation.sessionId)
  return 'apiKeyId' in revocation ? keyOfApiKey(revocation.apiKeyId) : keyOfUser(revocation.userId)
}

const markOf = (revocation: Revocation) => ('before' in revocation ? String(revocation.before) : '1')

/** Revokes access at once: told to the gateways that run, and written for those that start, or hear again, later. */
export async function revokeAccess(redis: Redis, revocation: Revocation): Promise<void> {
  await redis
    .multi()
    .set(keyOf(revocation), markOf(revocation), 'EX', SECONDS)
    .publish(REVOCATION_CHANNEL, JSON.stringify(revocation))
    .exec()
}

/** The same, unless it was told already. */
export async function ensureRevoked(redis: Redis, revocation: Revocation): Promise<void> {
  if ((await redis.get(keyOf(revocation))) !== markOf(revocation)) await revokeAccess(redis, revocation)
}

/** Whether access was revoked: its session or API key, or all that its user was given until then. */
export async function isRevoked(
  redis: Redis,
  { userId, sessionId, apiKeyId, issuedAt }: GivenAccess,
): Promise<boolean> {
  const [user, ...own] = await redis.mget(
    keyOfUser(userId),
    ...(sessionId ? [keyOfSession(sessionId)] : []),
    ...(apiKeyId ? [keyOfApiKey(apiKeyId)] : []),
  )
  return own.some(revoked => revoked !== null) || (typeof user === 'string' && issuedAt < Number(user))
}
