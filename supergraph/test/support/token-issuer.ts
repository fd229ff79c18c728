import { randomUUID } from 'node:crypto'
import { type Role, scopesOfRole } from '@orion/common/access/scopes'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'

export interface TokenUser {
  userId?: string
  role: Role
  sessionId?: string
  /** How long the token holds; 900 when left out. */
  seconds?: number
}

/** Signs access tokens, as identity does. */
export interface TokenIssuer {
  /** What it publishes: the keys of all tokens that may still be about. */
  readonly jwks: { keys: JWK[] }
  /** What it signs with now. */
  readonly current: { kid: string; publicKey: CryptoKey; privateKey: CryptoKey }
  /** Publishes one more key and signs with it from now on. */
  rotate(): Promise<void>
  token(user: TokenUser): Promise<string>
}

/** An access token as identity makes them, before its header and signature. */
export function accessClaims({ userId, role, sessionId, seconds = 900 }: TokenUser): SignJWT {
  return new SignJWT({ sid: sessionId ?? randomUUID(), role, scopes: scopesOfRole[role] })
    .setIssuer('orion')
    .setAudience('orion-api')
    .setSubject(userId ?? randomUUID())
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
}

/** Makes an issuer with one key. */
export async function createTokenIssuer(): Promise<TokenIssuer> {
  const jwks: { keys: JWK[] } = { keys: [] }
  const publishKey = async () => {
    const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
    const kid = `key-${jwks.keys.length + 1}`
    jwks.keys.push({ ...(await exportJWK(pair.publicKey)), kid, alg: 'EdDSA', use: 'sig' })
    return { kid, ...pair }
  }
  let current = await publishKey()
  return {
    jwks,
    get current() {
      return current
    },
    async rotate() {
      current = await publishKey()
    },
    token: user =>
      accessClaims(user)
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: current.kid })
        .sign(current.privateKey),
  }
}
