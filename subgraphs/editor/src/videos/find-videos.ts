import { maySee, type Viewer } from '@orion/common'
import type { Editor } from '../editor.ts'
import { validIds } from '../renders/find-renders.ts'
import type { VideoRow } from './video-row.ts'

/** The videos of these ids that the viewer may see. */
export async function findVideos(
  { database }: Editor,
  viewer: Viewer | null,
  ids: readonly string[],
): Promise<Map<string, VideoRow>> {
  const rows = await database.client.video.findMany({ where: { id: { in: validIds(ids) } } })
  return new Map(rows.filter(row => maySee(viewer, row.userId)).map(row => [row.id, row]))
}

/** The videos that these renders made, by render; ask only for renders the viewer may see. */
export async function findVideosOfRenders(
  { database }: Editor,
  renderIds: readonly string[],
): Promise<Map<string, VideoRow>> {
  const rows = await database.client.video.findMany({ where: { renderId: { in: validIds(renderIds) } } })
  return new Map(rows.map(row => [row.renderId, row]))
}

/** The newest video of each of these contents, if the viewer may see it. */
export async function findNewestVideos(
  { database }: Editor,
  viewer: Viewer | null,
  contentIds: readonly string[],
): Promise<Map<string, VideoRow>> {
  const rows = await database.client.video.findMany({
    where: { contentId: { in: validIds(contentIds) } },
    distinct: ['contentId'],
    orderBy: [{ contentId: 'asc' }, { createdAt: 'desc' }, { id: 'desc' }],
  })
  return new Map(rows.filter(row => maySee(viewer, row.userId)).map(row => [row.contentId, row]))
}
