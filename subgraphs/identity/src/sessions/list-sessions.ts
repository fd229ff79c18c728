import type { Client } from '../database.ts'
import type { Session } from '../generated/prisma/client.ts'

/** What a user can look through; who signs in from scripts may have many more. */
const LISTED_AT_MOST = 100

/** The open sessions of a user, the one last used first, a hundred at most. */
export function listSessions(client: Client, userId: string): Promise<Session[]> {
  return client.session.findMany({
    where: { userId, revokedAt: null, expiresAt: { gt: new Date() } },
    orderBy: [{ lastUsedAt: 'desc' }, { id: 'desc' }],
    take: LISTED_AT_MOST,
  })
}

/** The user's own sessions among these ids, ended ones included. */
export async function findOwnSessions(
  client: Client,
  userId: string,
  ids: readonly string[],
): Promise<Map<string, Session>> {
  const sessions = await client.session.findMany({ where: { id: { in: [...ids] }, userId } })
  return new Map(sessions.map(session => [session.id, session]))
}
