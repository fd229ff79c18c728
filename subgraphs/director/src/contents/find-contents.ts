import { afterPosition, type Connection, connectionOf, type Page, type Viewer } from '@orion/common'
import { possibleIds, visibleContents } from '../access.ts'
import type { DirectorTools } from '../director.ts'
import type { Content, Prisma, Transition } from '../generated/prisma/client.ts'
import type { ContentStatus } from '../generated/prisma/enums.ts'
import { groupBy } from '../group-by.ts'

/** Which contents to list. Everything given must hold. */
export interface ContentFilter {
  status?: readonly ContentStatus[] | null
  /** The title contains this text, in any case. */
  search?: string | null
  trendId?: string | null
  createdById?: string | null
}

/** The contents among these that the viewer may see. */
export async function findContents(
  { database }: DirectorTools,
  viewer: Viewer | null,
  ids: readonly string[],
): Promise<Map<string, Content>> {
  const rows = await database.client.content.findMany({
    where: { AND: [{ id: { in: possibleIds(ids) } }, visibleContents(viewer)] },
  })
  return new Map(rows.map(row => [row.id, row]))
}

/** A page of the contents the viewer may see, newest first. */
export async function listContents(
  { database }: DirectorTools,
  viewer: Viewer | null,
  page: Page,
  filter: ContentFilter = {},
): Promise<Connection<Content>> {
  const rows = await database.client.content.findMany({
    where: {
      AND: [visibleContents(viewer), whereOf(filter), afterPosition(page.after, 'createdAt', 'desc')],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.first + 1,
  })
  return connectionOf(rows, page, positionOfContent)
}

/** The place of a content in lists by time. */
export function positionOfContent(row: Content) {
  return { value: row.createdAt.toISOString(), id: row.id }
}

/** How many contents the viewer may see stand in each status, those without any left out. */
export async function countContents(
  { database }: DirectorTools,
  viewer: Viewer | null,
): Promise<{ status: ContentStatus; count: number }[]> {
  const groups = await database.client.content.groupBy({
    by: ['status'],
    where: visibleContents(viewer),
    _count: { _all: true },
    orderBy: { status: 'asc' },
  })
  return groups.map(({ status, _count }) => ({ status, count: _count._all }))
}

/** The changes of status of each of these contents, oldest first. */
export async function findHistories(
  { database }: DirectorTools,
  contentIds: readonly string[],
): Promise<Map<string, Transition[]>> {
  const rows = await database.client.transition.findMany({
    where: { subject: 'CONTENT', subjectId: { in: possibleIds(contentIds) } },
    orderBy: { id: 'asc' },
  })
  return groupBy(rows, row => row.subjectId)
}

function whereOf({ status, search, trendId, createdById }: ContentFilter): Prisma.ContentWhereInput {
  const text = search?.trim()
  return {
    ...(status && status.length > 0 ? { status: { in: [...status] } } : {}),
    ...(text ? { title: { contains: text, mode: 'insensitive' } } : {}),
    ...(trendId ? { trendId: { in: possibleIds([trendId]) } } : {}),
    ...(createdById ? { ownerId: { in: possibleIds([createdById]) } } : {}),
  }
}
