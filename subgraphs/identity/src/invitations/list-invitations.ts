import { afterPosition, type Connection, connectionOf, type Page } from '@orion/common'
import type { Client } from '../database.ts'
import type { Invitation } from '../generated/prisma/client.ts'

/** Invitations, newest first; only those that wait for an answer when `openOnly`. For those with the right `users:read`. */
export async function listInvitations(
  client: Client,
  page: Page,
  openOnly: boolean,
): Promise<Connection<Invitation>> {
  const rows = await client.invitation.findMany({
    where: {
      AND: [
        openOnly ? { acceptedAt: null, revokedAt: null } : {},
        afterPosition(page.after, 'createdAt', 'desc'),
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.first + 1,
  })
  return connectionOf(rows, page, ({ createdAt, id }) => ({ value: createdAt.toISOString(), id }))
}

/** Invitations by their ids. */
export async function findInvitations(
  client: Client,
  ids: readonly string[],
): Promise<Map<string, Invitation>> {
  const invitations = await client.invitation.findMany({ where: { id: { in: [...ids] } } })
  return new Map(invitations.map(invitation => [invitation.id, invitation]))
}
