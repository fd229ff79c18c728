import type { Origin, Role } from '@orion/common'
import type { Identity } from '../identity.ts'
import { effectiveScopes } from './key-scopes.ts'

/** For whom a key speaks, and what it may do now. */
export type KeyIntrospection =
  | { active: false }
  | {
      active: true
      apiKeyId: string
      userId: string
      role: Role
      scopes: string[]
      /** Milliseconds since the epoch. */
      expiresAt: number
    }

/** What the gateway is told of a key, by its hash; after RFC 7662. Notes the use of a key that holds. */
export async function introspectApiKey(
  { database }: Identity,
  keyHash: string,
  { ipAddress }: Origin,
): Promise<KeyIntrospection> {
  const { client } = database
  const key = await client.apiKey.findUnique({ where: { keyHash }, include: { user: true } })
  const now = new Date()
  if (!key || key.revokedAt || key.expiresAt <= now || !key.user.isActive) return { active: false }
  await client.apiKey.update({ where: { id: key.id }, data: { lastUsedAt: now, lastUsedIp: ipAddress } })
  const { role } = key.user
  return {
    active: true,
    apiKeyId: key.id,
    userId: key.userId,
    role,
    scopes: effectiveScopes(role, key.scopes),
    expiresAt: key.expiresAt.getTime(),
  }
}
