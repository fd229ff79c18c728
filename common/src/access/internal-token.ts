import { importJWK, type JWK, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { ConfigurationError } from '../configuration.ts'
import { UnauthenticatedError } from '../errors.ts'
import { roles } from './scopes.ts'
import type { Viewer } from './viewer.ts'

/** How long a token of the gateway holds. */
export const INTERNAL_TOKEN_SECONDS = 60
const ISSUER = 'orion-gateway'
const TYPE = 'orion-internal+jwt'

const claims = z.object({
  sub: z.string(),
  role: z.enum(roles).nullable(),
  scopes: z.array(z.string()),
  sid: z.string().nullable(),
  key: z.string().nullable().default(null),
  exp: z.number(),
})

const keyText = z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() })

async function importKey(text: string, variable: string) {
  try {
    return await importJWK(keyText.parse(JSON.parse(text)) as JWK, 'EdDSA')
  } catch (cause) {
    throw new ConfigurationError(`${variable} is not an Ed25519 key in JWK form (${(cause as Error).name}).`)
  }
}

/** Signs the calls of the gateway to the services. `audience` is the service's name; nobody signed in is `null`. */
export async function createInternalTokenSigner(privateJwk: string) {
  const key = await importKey(privateJwk, 'ORION_GATEWAY_PRIVATE_KEY')
  return (audience: string, viewer: Viewer | null): Promise<string> =>
    new SignJWT({
      role: viewer?.role ?? null,
      scopes: viewer?.scopes ?? [],
      sid: viewer?.sessionId ?? null,
      key: viewer?.apiKeyId ?? null,
    })
      .setProtectedHeader({ alg: 'EdDSA', typ: TYPE })
      .setIssuer(ISSUER)
      .setAudience(audience)
      .setSubject(viewer?.userId ?? 'anonymous')
      .setIssuedAt()
      .setExpirationTime(`${INTERNAL_TOKEN_SECONDS}s`)
      .sign(key)
}

/**
 * Checks the token of a call to `service`. Answers the viewer, or null for a call the gateway makes for nobody.
 * Checked tokens are remembered until they expire, since the gateway uses each for many calls.
 * @throws UnauthenticatedError for everything the gateway did not sign for this service.
 */
export async function createInternalTokenVerifier(publicJwk: string, service: string) {
  const key = await importKey(publicJwk, 'ORION_GATEWAY_PUBLIC_KEY')
  const known = new Map<string, { viewer: Viewer | null; expiresAt: number }>()
  return async (authorization: string | null | undefined): Promise<Viewer | null> => {
    const token = authorization?.startsWith('Bearer ') ? authorization.slice(7) : undefined
    if (!token) throw new UnauthenticatedError('Services answer the gateway alone; call the gateway instead.')
    const remembered = known.get(token)
    if (remembered && remembered.expiresAt > Date.now()) return remembered.viewer
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['EdDSA'],
        issuer: ISSUER,
        audience: service,
        typ: TYPE,
        clockTolerance: 5,
      })
      const { sub, role, scopes, sid, key: apiKeyId, exp } = claims.parse(payload)
      const viewer = role === null ? null : { userId: sub, role, scopes, sessionId: sid, apiKeyId }
      if (known.size > 1000) known.clear()
      known.set(token, { viewer, expiresAt: exp * 1000 })
      return viewer
    } catch {
      throw new UnauthenticatedError('The call does not carry a valid token of the gateway for this service.')
    }
  }
}
