import { afterPosition, type Connection, connectionOf, maySee, type Page, type Viewer } from '@orion/common'
import { z } from 'zod'
import type { Editor } from '../editor.ts'
import type { RenderRow, RenderStatus } from './render-row.ts'

const uuid = z.uuid()

/** The ids among texts; what is no id names nothing. */
export function validIds(ids: readonly string[]): string[] {
  return ids.filter(id => uuid.safeParse(id).success)
}

/** A condition that keeps to what the viewer owns; admins see all. */
export function ownedBy(viewer: Viewer): { userId?: string } {
  return viewer.role === 'ADMIN' ? {} : { userId: viewer.userId }
}

/** A page of the renders the viewer may see, newest first. */
export async function listRenders(
  { database }: Editor,
  viewer: Viewer,
  page: Page,
  status?: readonly RenderStatus[] | null,
): Promise<Connection<RenderRow>> {
  const rows = await database.client.render.findMany({
    where: {
      ...ownedBy(viewer),
      ...(status && status.length > 0 ? { status: { in: [...status] } } : {}),
      ...afterPosition(page.after, 'createdAt', 'desc'),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.first + 1,
  })
  return connectionOf(rows, page, ({ createdAt, id }) => ({ value: createdAt.toISOString(), id }))
}

/** The renders of these ids that the viewer may see. */
export async function findRenders(
  { database }: Editor,
  viewer: Viewer | null,
  ids: readonly string[],
): Promise<Map<string, RenderRow>> {
  const rows = await database.client.render.findMany({ where: { id: { in: validIds(ids) } } })
  return new Map(rows.filter(row => maySee(viewer, row.userId)).map(row => [row.id, row]))
}

/** The newest render of each of these contents, if the viewer may see it. */
export async function findNewestRenders(
  { database }: Editor,
  viewer: Viewer | null,
  contentIds: readonly string[],
): Promise<Map<string, RenderRow>> {
  const rows = await database.client.render.findMany({
    where: { contentId: { in: validIds(contentIds) } },
    distinct: ['contentId'],
    orderBy: [{ contentId: 'asc' }, { createdAt: 'desc' }, { number: 'desc' }],
  })
  return new Map(rows.filter(row => maySee(viewer, row.userId)).map(row => [row.contentId, row]))
}
