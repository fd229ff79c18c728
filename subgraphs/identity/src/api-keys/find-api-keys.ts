import type { ApiKeyRow, Client } from '../database.ts'
import type { Prisma } from '../generated/prisma/client.ts'

/** The condition for a user's keys that hold. */
export const liveKeys = (userId: string): Prisma.ApiKeyWhereInput => ({
  userId,
  revokedAt: null,
  expiresAt: { gt: new Date() },
})

/** A user's keys that hold, newest first. */
export function listApiKeys(client: Client, userId: string): Promise<ApiKeyRow[]> {
  return client.apiKey.findMany({
    where: liveKeys(userId),
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
}

const KEPT_DAYS = 30

/** Removes keys 30 days after their end. @returns how many. */
export async function forgetApiKeys(client: Client, now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000)
  const { count } = await client.apiKey.deleteMany({
    where: { OR: [{ expiresAt: { lt: before } }, { revokedAt: { lt: before } }] },
  })
  return count
}
