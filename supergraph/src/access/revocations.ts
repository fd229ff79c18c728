import { isRevoked, REVOCATION_CHANNEL, type Revocation } from '@orion/common/access/revocation'
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Caller } from '../caller.ts'
import { type OpenConnections, SOCKET_CLOSE } from '../live/open-connections.ts'
import type { AccessToken } from './access-tokens.ts'
import { CredentialError } from './credentials.ts'

const revocationSchema = z.union([
  z.object({ sessionId: z.string() }),
  z.object({ apiKeyId: z.string() }),
  z.object({ userId: z.string(), before: z.number() }),
])

/** @throws CredentialError when the token's session, or the user's older tokens, were revoked. */
export async function refuseRevoked(redis: Redis, { viewer, issuedAt }: AccessToken): Promise<void> {
  const token = { sessionId: viewer.sessionId, userId: viewer.userId, issuedAt }
  if (await isRevoked(redis, token)) throw new CredentialError('The session has ended.')
}

/**
 * Listens for revocations: checked credentials are forgotten at once, and live connections of the session, key or user are
 * closed. After a lost connection all are checked anew, since what was told in the meantime is not known.
 * @param subscriber the connection that events come over, so that none which is told after a revocation comes before it
 */
export async function listenForRevocations(
  subscriber: Redis,
  connections: OpenConnections,
  forget: () => void,
  log: Logger,
): Promise<void> {
  subscriber.on('message', (channel, message) => {
    if (channel !== REVOCATION_CHANNEL) return
    const revocation = revocationSchema.safeParse(parseJson(message))
    forget()
    if (!revocation.success) return
    const closed = connections.close(concerns(revocation.data), SOCKET_CLOSE.forbidden, 'Session revoked')
    log.debug({ closed }, 'access was revoked')
  })
  subscriber.on('ready', () => {
    forget()
    connections
      .closeEnded()
      .catch((error: unknown) => log.warn({ err: error }, 'live connections could not be checked anew'))
  })
  await subscriber.subscribe(REVOCATION_CHANNEL)
}

/** Whether the access of who holds a live connection was revoked since it was given. */
export async function hasEnded(redis: Redis, { viewer, apiKeyId, issuedAt }: Caller): Promise<boolean> {
  if (!viewer || issuedAt === null) return false
  const { sessionId, userId } = viewer
  return isRevoked(redis, { sessionId, apiKeyId, userId, issuedAt })
}

function concerns(revocation: Revocation): (caller: Caller) => boolean {
  return ({ viewer, apiKeyId }) => {
    if (viewer === null) return false
    if ('sessionId' in revocation) return viewer.sessionId === revocation.sessionId
    if ('apiKeyId' in revocation) return apiKeyId === revocation.apiKeyId
    return viewer.userId === revocation.userId
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
