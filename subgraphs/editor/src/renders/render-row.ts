import type { Render } from '../generated/prisma/client.ts'

export type RenderRow = Render
export type { RenderStatus } from '../generated/prisma/enums.ts'

/** A content as the editor knows it: by its id. */
export interface ContentRef {
  readonly id: string
}

/** The statuses in which a render can still change. */
export const ACTIVE: RenderRow['status'][] = ['QUEUED', 'RUNNING']

/** What every event about a render's content carries. */
export function contentOf({ contentId, runId, userId }: RenderRow) {
  return { contentId, runId, userId }
}

/** The envelope fields of an event about a render: its subject is the content, and its owner may see it live. */
export function about({ contentId, userId }: RenderRow) {
  return { subject: contentId, audience: { userIds: [userId] } }
}
