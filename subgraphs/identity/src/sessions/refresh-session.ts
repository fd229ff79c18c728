import { type Origin, OrionError } from '@orion/common'
import { networkOf } from '@orion/common/access/network'
import { audit } from '../audit/audit.ts'
import type { Transaction } from '../database.ts'
import type { RefreshToken, Session } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { mailOwner } from '../mail/mail-owner.ts'
import {
  createRotationNonce,
  hashRefreshToken,
  isRefreshToken,
  judgeRefreshToken,
  successorOf,
} from '../tokens/refresh-tokens.ts'
import { refreshExpiry } from './open-session.ts'
import { markRevoked, revokeSessionAccess } from './revoke-sessions.ts'
import { type ContinuedSession, type SignIn, signIn } from './sign-in.ts'

/** A refresh token leads nowhere: unknown, too old, its session ended, or its user kept out. All look the same from outside. */
export class InvalidRefreshTokenError extends OrionError {
  constructor() {
    super('The session has ended. Sign in again.', { code: 'INVALID_REFRESH_TOKEN', status: 401 })
  }
}

type Verdict =
  | { kind: 'continued'; session: ContinuedSession }
  | { kind: 'refused' }
  | { kind: 'stolen'; session: Session }

/**
 * Goes on with a session: a new access token, and the next refresh token. A refresh token that was used before ends the
 * whole session, since somebody else has it; within ten seconds, by the same program or from the same network, it is taken for the
 * same client refreshing twice, and both get the same next token.
 * @throws InvalidRefreshTokenError when the session cannot go on.
 */
export async function refreshSession(identity: Identity, token: string, origin: Origin): Promise<SignIn> {
  if (!isRefreshToken(token)) throw new InvalidRefreshTokenError()
  // The verdict leaves the transaction as a value: thrown inside it would undo the end of a stolen session.
  const verdict = await identity.database.transaction(transaction =>
    judge(identity, transaction, token, origin),
  )
  if (verdict.kind === 'stolen') {
    await revokeSessionAccess(identity, [verdict.session])
    const { id, userId } = verdict.session
    identity.log.warn(
      { sessionId: id, userId },
      'a used refresh token was shown again; its session was ended',
    )
  }
  if (verdict.kind !== 'continued') throw new InvalidRefreshTokenError()
  return signIn(identity, verdict.session)
}

async function judge(
  identity: Identity,
  transaction: Transaction,
  token: string,
  origin: Origin,
): Promise<Verdict> {
  const { refreshKey: key } = identity
  const shown = await transaction.refreshToken.findUnique({ where: { tokenHash: hashRefreshToken(token) } })
  if (!shown) return { kind: 'refused' }
  // One refresh of a session at a time, so that two at once see each other; and no change of its user meanwhile.
  await transaction.$executeRaw`
    SELECT 1 FROM sessions JOIN users ON users.id = sessions.user_id WHERE sessions.id = ${shown.sessionId}::uuid
    FOR UPDATE OF sessions FOR SHARE OF users`
  const now = new Date()
  const session = await transaction.session.findUnique({
    where: { id: shown.sessionId },
    include: { user: true, refreshTokens: { where: { tokenHash: shown.tokenHash } } },
  })
  const [state] = session?.refreshTokens ?? []
  if (!session || !state || session.revokedAt || !session.user.isActive) return { kind: 'refused' }
  const continuing = { sessionId: session.id, user: session.user, at: now }

  const verdict = judgeRefreshToken(state, now)
  switch (verdict === 'repeat' && isStranger(origin, session) ? 'reused' : verdict) {
    case 'expired':
      return { kind: 'refused' }
    case 'reused':
      await markRevoked(identity, transaction, { id: session.id }, 'reuse')
      await audit(transaction, {
        action: 'REFRESH_TOKEN_REUSED',
        actorId: null,
        subjectId: session.userId,
        details: { sessionId: session.id },
      })
      await mailOwner(identity, transaction, session.user, 'session-ended', {})
      return { kind: 'stolen', session }
    case 'repeat': {
      const refreshToken = await liveTokenAfter(transaction, key, token, state)
      return refreshToken
        ? { kind: 'continued', session: { ...continuing, refreshToken } }
        : { kind: 'refused' }
    }
    case 'rotate': {
      const refreshToken = await rotate(transaction, key, token, state, now)
      await transaction.session.update({
        where: { id: session.id },
        data: { ...origin, lastUsedAt: now, expiresAt: refreshExpiry(now) },
      })
      return { kind: 'continued', session: { ...continuing, refreshToken } }
    }
  }
}

/** True when nothing of who shows a token is as it was when the session was refreshed last: program and network differ. */
function isStranger({ userAgent, ipAddress }: Origin, session: Session): boolean {
  const isElsewhere = networkOf(ipAddress ?? '') !== networkOf(session.ipAddress ?? '')
  return isElsewhere && userAgent !== session.userAgent
}

async function rotate(
  transaction: Transaction,
  key: Buffer,
  token: string,
  { tokenHash, sessionId }: RefreshToken,
  now: Date,
): Promise<string> {
  const rotationNonce = createRotationNonce()
  const successor = successorOf(token, rotationNonce, key)
  await transaction.refreshToken.update({ where: { tokenHash }, data: { rotatedAt: now, rotationNonce } })
  await transaction.refreshToken.create({
    data: {
      tokenHash: hashRefreshToken(successor),
      sessionId,
      createdAt: now,
      expiresAt: refreshExpiry(now),
    },
  })
  return successor
}

/** The live token to which the rotations of a used one lead; undefined when the key changed in between. */
async function liveTokenAfter(
  transaction: Transaction,
  key: Buffer,
  token: string,
  { rotationNonce }: RefreshToken,
): Promise<string | undefined> {
  if (rotationNonce === null) return token
  const successor = successorOf(token, rotationNonce, key)
  const state = await transaction.refreshToken.findUnique({
    where: { tokenHash: hashRefreshToken(successor) },
  })
  return state ? liveTokenAfter(transaction, key, successor, state) : undefined
}
