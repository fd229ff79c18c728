import type { MediaAsset } from '../generated/prisma/client.ts'

/** A picture as it is stored. */
export type AssetRow = MediaAsset

/** A content as other subgraphs name it. */
export interface ContentRef {
  id: string
}

export const assetStatuses = ['PENDING', 'GENERATING', 'READY', 'FAILED'] as const
export type AssetStatus = (typeof assetStatuses)[number]
