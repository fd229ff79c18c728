import { roles } from '@orion/common/access/scopes'
import type { Viewer } from '@orion/common/access/viewer'
import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import { z } from 'zod'
import { type CheckCredential, CheckUnavailableError, CredentialError } from './credentials.ts'

/** What a valid access token says. */
export interface AccessToken {
  viewer: Viewer & { sessionId: string }
  /** Seconds since the epoch, as tokens count. */
  issuedAt: number
}

const claims = z.object({
  sub: z.string(),
  sid: z.string(),
  role: z.enum(roles),
  scopes: z.array(z.string()),
  iat: z.number(),
  exp: z.number(),
})

/**
 * Checks access tokens (EdDSA, RFC 9068) against identity's published keys, which are remembered; an unknown key id makes
 * them be asked for again.
 * @param jwksUrl identity's key set
 * @param expected what tokens say of who issued them, and for whom; as identity is configured
 * @param refuseRevoked throws for tokens that were revoked; called after the signature was checked
 */
export function createAccessTokenCheck(
  jwksUrl: URL,
  expected: { issuer: string; audience: string },
  refuseRevoked: (token: AccessToken) => Promise<void>,
): CheckCredential {
  const keys = createRemoteJWKSet(jwksUrl, {
    cacheMaxAge: 10 * 60_000,
    cooldownDuration: 5000,
    timeoutDuration: 3000,
  })

  return async token => {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['EdDSA'],
      ...expected,
      typ: 'at+jwt',
      clockTolerance: 2,
    }).catch((error: unknown) => {
      throw refusalOf(error)
    })
    const parsed = claims.safeParse(payload)
    if (!parsed.success) throw new CredentialError('The access token lacks what it should say.')
    const { sub, sid, role, scopes, iat, exp } = parsed.data
    const viewer = { userId: sub, role, scopes, sessionId: sid }
    await refuseRevoked({ viewer, issuedAt: iat })
    const expiresAt = exp * 1000
    return { proof: { viewer, issuedAt: iat, expiresAt, apiKeyId: null }, rememberedUntil: expiresAt }
  }
}

function refusalOf(error: unknown): Error {
  if (error instanceof errors.JWTExpired) return new CredentialError('The access token has expired.')
  const isTokensFault =
    error instanceof errors.JWTClaimValidationFailed ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported ||
    error instanceof errors.JWKSNoMatchingKey
  if (isTokensFault) return new CredentialError('The access token is not valid.')
  return new CheckUnavailableError('Access tokens cannot be checked now, because identity does not answer.', {
    cause: error,
  })
}
