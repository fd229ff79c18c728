import { randomUUID } from 'node:crypto'
import { scopesOfRole } from '@orion/common/access/scopes'
import { type CryptoKey, type KeyObject, SignJWT } from 'jose'
import { ACCESS_TOKEN_SECONDS, ACCESS_TOKEN_TYPE, type AccessTokenSubject } from './access-token-claims.ts'

/** A key that can sign, and its id in the published key set. */
export interface SigningKey {
  kid: string
  key: CryptoKey | KeyObject | Uint8Array
}

/**
 * An access token for a session: a JWT signed with EdDSA (RFC 8037) in the profile of RFC 9068, that holds 15 minutes.
 * It is never issued before the moment up to which the user's tokens were revoked, so that a token made right after a
 * change of role is not taken for one made before it.
 */
export function signAccessToken(
  { kid, key }: SigningKey,
  subject: AccessTokenSubject,
  { issuer, audience, now = new Date() }: { issuer: string; audience: string; now?: Date },
): Promise<string> {
  const validFrom = subject.accessValidFrom?.getTime() ?? 0
  const issuedAt = Math.floor(Math.max(now.getTime(), validFrom) / 1000)
  return new SignJWT({ sid: subject.sessionId, role: subject.role, scopes: scopesOfRole[subject.role] })
    .setProtectedHeader({ alg: 'EdDSA', typ: ACCESS_TOKEN_TYPE, kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(subject.userId)
    .setJti(randomUUID())
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ACCESS_TOKEN_SECONDS)
    .sign(key)
}
