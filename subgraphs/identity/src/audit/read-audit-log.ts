import { afterPosition, type Connection, connectionOf, type Page } from '@orion/common'
import type { AuditEntryRow, Client } from '../database.ts'
import { isUuid } from '../ids.ts'

/** Which entries to list; everything given must hold. */
export interface AuditFilter {
  actions?: readonly string[] | null
  actorId?: string | null
  subjectId?: string | null
  /** From this moment on. */
  from?: Date | null
  /** Before this moment. */
  until?: Date | null
}

/** The audit log, newest first. For those with the right `audit:read`. */
export async function readAuditLog(
  client: Client,
  page: Page,
  { actions, actorId, subjectId, from, until }: AuditFilter = {},
): Promise<Connection<AuditEntryRow>> {
  const ids = [actorId, subjectId].filter(id => typeof id === 'string')
  const rows = ids.every(isUuid)
    ? await client.auditEntry.findMany({
        where: {
          AND: [
            {
              action: actions ? { in: [...actions] } : undefined,
              actorId: actorId ?? undefined,
              subjectId: subjectId ?? undefined,
              at: { gte: from ?? undefined, lt: until ?? undefined },
            },
            afterPosition(page.after, 'at', 'desc'),
          ],
        },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: page.first + 1,
      })
    : []
  return connectionOf(rows, page, ({ at, id }) => ({ value: at.toISOString(), id }))
}

/** Removes entries older than `keptDays`. @returns how many. */
export async function forgetAuditLog(client: Client, keptDays: number, now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - keptDays * 86_400_000)
  const { count } = await client.auditEntry.deleteMany({ where: { at: { lt: before } } })
  return count
}
