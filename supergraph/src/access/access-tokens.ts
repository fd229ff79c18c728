import { roles } from '@orion/common/access/scopes'
import type { Viewer } from '@orion/common/access/viewer'
import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import { z } from 'zod'

/** What a valid access token says. */
export interface AccessToken {
  viewer: Viewer & { sessionId: string }
  /** Milliseconds since the epoch. */
  expiresAt: number
  /** Seconds since the epoch, as tokens count. */
  issuedAt: number
}

/** An access token cannot be accepted. */
export class AccessTokenError extends Error {
  override readonly name = 'AccessTokenError'
}

/** The keys to check tokens with cannot be had right now. */
export class KeysUnavailableError extends Error {
  override readonly name = 'KeysUnavailableError'
}

const claims = z.object({
  sub: z.string(),
  sid: z.string(),
  role: z.enum(roles),
  scopes: z.array(z.string()),
  iat: z.number(),
  exp: z.number(),
})

/** How many checked tokens are remembered. */
const REMEMBERED_AT_MOST = 5000

/** Checks access tokens. */
export interface AccessTokens {
  /**
   * @throws AccessTokenError when the token is not one of identity's, or holds no longer
   * @throws KeysUnavailableError when identity's keys are not known and cannot be asked for
   */
  check(token: string): Promise<AccessToken>
  /** Forgets what was checked, so that each token is checked again. */
  forget(): void
}

/**
 * Checks access tokens (EdDSA, RFC 9068) against identity's published keys. Keys and checked tokens are remembered;
 * an unknown key id makes the keys be asked for again.
 * @param jwksUrl identity's key set
 * @param verify decides after the signature was checked, once for each token; for revocation
 */
export function createAccessTokens(
  jwksUrl: URL,
  verify: (token: AccessToken) => Promise<void>,
): AccessTokens {
  const keys = createRemoteJWKSet(jwksUrl, {
    cacheMaxAge: 10 * 60_000,
    cooldownDuration: 5000,
    timeoutDuration: 3000,
  })
  const known = new Map<string, AccessToken>()

  const checkAnew = async (token: string): Promise<AccessToken> => {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['EdDSA'],
      issuer: 'orion',
      audience: 'orion-api',
      typ: 'at+jwt',
      clockTolerance: 2,
    }).catch((error: unknown) => {
      throw refusalOf(error)
    })
    const parsed = claims.safeParse(payload)
    if (!parsed.success) throw new AccessTokenError('The access token lacks what it should say.')
    const { sub, sid, role, scopes, iat, exp } = parsed.data
    const checked = {
      viewer: { userId: sub, role, scopes, sessionId: sid },
      expiresAt: exp * 1000,
      issuedAt: iat,
    }
    await verify(checked)
    if (known.size >= REMEMBERED_AT_MOST) known.clear()
    known.set(token, checked)
    return checked
  }

  return {
    async check(token) {
      const checked = known.get(token)
      if (!checked) return checkAnew(token)
      if (checked.expiresAt > Date.now()) return checked
      known.delete(token)
      throw new AccessTokenError('The access token has expired.')
    },
    forget: () => known.clear(),
  }
}

function refusalOf(error: unknown): Error {
  if (error instanceof errors.JWTExpired) return new AccessTokenError('The access token has expired.')
  const isTokensFault =
    error instanceof errors.JWTClaimValidationFailed ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JWKSNoMatchingKey
  if (isTokensFault) return new AccessTokenError('The access token is not valid.')
  return new KeysUnavailableError('Access tokens cannot be checked now, because identity does not answer.', {
    cause: error,
  })
}
