import { afterPosition, type Connection, connectionOf, maySee, type Page, type Viewer } from '@orion/common'
import type { PublicationStatus } from '../generated/prisma/client.ts'
import { isUuid } from '../ids.ts'
import type { Publisher } from '../publisher.ts'
import { type PublicationRow, withAccount } from './publication-row.ts'

/** Most publications shown with a content. */
const MAX_OF_CONTENT = 50

/** Which publications to list. Everything given must hold. */
export interface PublicationFilter {
  status?: readonly PublicationStatus[] | null
  contentId?: string | null
}

/** A page of the publications the viewer may see, newest first. */
export async function listPublications(
  { database }: Publisher,
  viewer: Viewer,
  page: Page,
  filter: PublicationFilter,
): Promise<Connection<PublicationRow>> {
  const owned = viewer.role === 'ADMIN' ? {} : { userId: viewer.userId }
  const status = filter.status && filter.status.length > 0 ? { status: { in: [...filter.status] } } : {}
  if (filter.contentId && !isUuid(filter.contentId)) return connectionOf([], page, positionOf)
  const content = filter.contentId ? { contentId: filter.contentId } : {}
  const rows = await database.client.publication.findMany({
    where: { AND: [owned, status, content, afterPosition(page.after, 'createdAt', 'desc')] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.first + 1,
    include: withAccount,
  })
  return connectionOf(rows, page, positionOf)
}

const positionOf = (row: PublicationRow) => ({ value: row.createdAt.toISOString(), id: row.id })

/** The publications with these ids that the viewer may see. */
export async function findPublications(
  { database }: Publisher,
  ids: readonly string[],
  viewer: Viewer | null,
): Promise<PublicationRow[]> {
  const where = { id: { in: ids.filter(isUuid) } }
  const rows = await database.client.publication.findMany({ where, include: withAccount })
  return rows.filter(({ userId }) => maySee(viewer, userId))
}

/** The publications of contents, newest first. */
export async function findPublicationsOf(
  { database }: Publisher,
  contentIds: readonly string[],
): Promise<Map<string, PublicationRow[]>> {
  const rows = await database.client.publication.findMany({
    where: { contentId: { in: contentIds.filter(isUuid) } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    include: withAccount,
  })
  const found = new Map<string, PublicationRow[]>()
  for (const row of rows)
    found.set(row.contentId, [...(found.get(row.contentId) ?? []), row].slice(0, MAX_OF_CONTENT))
  return found
}
