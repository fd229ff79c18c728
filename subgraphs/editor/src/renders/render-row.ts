import type { Render } from '../generated/prisma/client.ts'

export type RenderRow = Render
export type { RenderStatus } from '../generated/prisma/enums.ts'

/** A content as the editor knows it: by its id. */
export interface ContentRef {
  readonly id: string
}

/** The statuses in which a render can still change. */
export const ACTIVE: RenderRow['status'][] = ['QUEUED', 'RUNNING']
