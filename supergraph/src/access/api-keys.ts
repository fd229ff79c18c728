import { hashApiKey, isApiKey } from '@orion/common/access/api-key'
import { networkOf } from '@orion/common/access/network'
import { roles } from '@orion/common/access/scopes'
import { request } from 'undici'
import { z } from 'zod'
import type { Caller } from '../caller.ts'
import { originHeaders } from '../graphql/call-headers.ts'
import type { RateLimiter } from '../rest/rate-limiter.ts'
import {
  type CheckCredential,
  CheckUnavailableError,
  CredentialError,
  TooManyFailuresError,
} from './credentials.ts'
import type { InternalTokens } from './internal-tokens.ts'

/** How long identity's answer about a key is relied on; a revocation ends it at once. */
const REMEMBERED_MS = 60_000
/** The same while revocations are not heard. */
const REMEMBERED_DEAF_MS = 5000
/** Sockets that were opened with a key have to show it again as often as others an access token. */
const PROVES_AT_MOST_MS = 15 * 60_000
const TIMEOUT_MS = 3000

const introspection = z.discriminatedUnion('active', [
  z.object({ active: z.literal(false) }),
  z.object({
    active: z.literal(true),
    apiKeyId: z.string(),
    userId: z.string(),
    role: z.enum(roles),
    scopes: z.array(z.string()),
    expiresAt: z.number(),
  }),
])

/**
 * Checks API keys by asking identity, which is shown their hash only. What cannot be a key, by its checksum, is refused
 * without asking, and so is everything from a network that showed too many that do not hold.
 * @param identity origin of the service
 * @param hears whether revocations are heard now
 * @param failuresPerMinute of one network. Default 30.
 */
export function createApiKeyCheck(
  identity: string,
  tokens: InternalTokens,
  limiter: RateLimiter,
  hears: () => boolean,
  failuresPerMinute = 30,
): CheckCredential {
  const url = new URL('/internal/api-keys/introspect', identity)
  const introspect = async (key: string, caller: Caller) => {
    try {
      const { statusCode, body } = await request(url, {
        method: 'POST',
        headers: {
          ...originHeaders(caller),
          'content-type': 'application/json',
          authorization: `Bearer ${await tokens('identity', null)}`,
        },
        body: JSON.stringify({ keyHash: hashApiKey(key) }),
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
      })
      const answer = await body.json()
      if (statusCode !== 200) throw new Error(`identity answered with ${statusCode}`)
      return introspection.parse(answer)
    } catch (cause) {
      throw new CheckUnavailableError('API keys cannot be checked now, because identity does not answer.', {
        cause,
      })
    }
  }

  return async (key, caller) => {
    if (!isApiKey(key)) throw new CredentialError('This is not an API key; a part of it may be missing.')
    const countFailures = (amount: number) =>
      limiter.take('failed-keys', `ip:${networkOf(caller.ip)}`, failuresPerMinute, amount)
    const { remaining, resetSeconds } = await countFailures(0)
    if (remaining === 0) throw new TooManyFailuresError(resetSeconds)
    const issuedAt = Math.floor(Date.now() / 1000)
    const answer = await introspect(key, caller)
    if (!answer.active) {
      await countFailures(1)
      throw new CredentialError('The API key does not hold, or holds no longer.')
    }
    const { apiKeyId, userId, role, scopes, expiresAt } = answer
    const now = Date.now()
    return {
      proof: {
        viewer: { userId, role, scopes, sessionId: null, apiKeyId },
        issuedAt,
        expiresAt: Math.min(expiresAt, now + PROVES_AT_MOST_MS),
        apiKeyId,
      },
      rememberedUntil: Math.min(expiresAt, now + (hears() ? REMEMBERED_MS : REMEMBERED_DEAF_MS)),
    }
  }
}
