import type { Client } from '../database.ts'

const KEPT_MS = 90 * 86_400_000

/** Removes invitations 90 days after their end: their link's, whether or not it was used. @returns how many. */
export async function forgetInvitations(client: Client, now = new Date()): Promise<number> {
  const { count } = await client.invitation.deleteMany({
    where: { expiresAt: { lt: new Date(now.getTime() - KEPT_MS) } },
  })
  return count
}
