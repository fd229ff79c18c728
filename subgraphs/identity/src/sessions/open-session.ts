import { randomUUID } from 'node:crypto'
import type { Origin } from '@orion/common'
import { auditEntryOf } from '../audit/audit.ts'
import type { IdentityDatabase } from '../database.ts'
import type { User } from '../generated/prisma/client.ts'
import type { SecondFactorMeans } from '../second-factor/check-second-factor.ts'
import { createRefreshToken, hashRefreshToken, REFRESH_TOKEN_DAYS } from '../tokens/refresh-tokens.ts'
import type { ContinuedSession } from './sign-in.ts'

/** When a refresh token made now ends. */
export const refreshExpiry = (now: Date) => new Date(now.getTime() + REFRESH_TOKEN_DAYS * 86_400_000)

/** How somebody proved who they are. */
export const signInMeans = ['password', 'invitation', 'github', 'google', 'device'] as const
export type SignInMeans = (typeof signInMeans)[number]

/** By what a session is opened. */
export interface SessionStart {
  means: SignInMeans
  secondFactor?: SecondFactorMeans
  /** What to store of the password from now on; the user's own by default. */
  passwordHash?: string | null
}

type CurrentUser = Pick<User, 'role' | 'accessValidFrom'>

/** What runs the statement: a transaction, or `ownStatement`. */
export interface SessionWriter {
  $queryRaw(texts: TemplateStringsArray, ...values: unknown[]): PromiseLike<CurrentUser[]>
}

/** Runs it by itself, on Postgres without Prisma in between, like `findByLoginName`. */
export const ownStatement = ({ pool }: IdentityDatabase): SessionWriter => ({
  async $queryRaw(texts, ...values) {
    const text = texts.reduce((before, after, index) => `${before}$${index}${after}`)
    return (await pool.query<CurrentUser>(text, values)).rows
  },
})

/**
 * Opens a session with its first refresh token, and records the sign-in: all in one statement, for a sign-in should cost
 * its hash and little else.
 * @param user as read before; their role is read again
 * @returns null, and nothing happened, when the user was kept out, or changed password or second factor since.
 */
export async function openSession(
  client: SessionWriter,
  user: User,
  origin: Origin,
  { means, secondFactor, passwordHash = user.passwordHash }: SessionStart,
): Promise<ContinuedSession | null> {
  const at = new Date()
  const refreshToken = createRefreshToken()
  const sessionId = randomUUID()
  const expiresAt = refreshExpiry(at)
  const signedInAt = means === 'device' ? null : at
  const entry = auditEntryOf({
    action: 'SIGN_IN_SUCCEEDED',
    actorId: user.id,
    subjectId: user.id,
    details: { means, ...(secondFactor ? { secondFactor } : {}), sessionId },
  })
  // The conditions are judged anew after a wait for somebody who changes the user; the row stays locked.
  const [current] = await client.$queryRaw`
    WITH signed_in AS (
      UPDATE users SET last_login_at = ${at}, updated_at = ${at}, password_hash = ${passwordHash}
      WHERE id = ${user.id}::uuid AND is_active
        AND password_hash IS NOT DISTINCT FROM ${user.passwordHash}
        AND totp_confirmed_at IS NOT DISTINCT FROM ${user.totpConfirmedAt}
      RETURNING id, role, access_valid_from
    ), session AS (
      INSERT INTO sessions (id, user_id, user_agent, ip_address, signed_in_at, expires_at)
      SELECT ${sessionId}::uuid, id, ${origin.userAgent}, ${origin.ipAddress}, ${signedInAt}, ${expiresAt} FROM signed_in
    ), token AS (
      INSERT INTO refresh_tokens (token_hash, session_id, expires_at)
      SELECT ${hashRefreshToken(refreshToken)}, ${sessionId}::uuid, ${expiresAt} FROM signed_in
    ), entry AS (
      INSERT INTO audit_entries (id, action, actor_id, subject_id, ip_address, user_agent, request_id, details)
      SELECT ${randomUUID()}::uuid, ${entry.action}, id, id, ${entry.ipAddress}, ${entry.userAgent},
        ${entry.requestId}, ${JSON.stringify(entry.details)}::jsonb FROM signed_in
    )
    SELECT role::text, access_valid_from AS "accessValidFrom" FROM signed_in`
  return current
    ? { sessionId, refreshToken, at, user: { ...user, ...current, lastLoginAt: at, passwordHash } }
    : null
}
