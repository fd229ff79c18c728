import { batched, maySee } from '@orion/common'
import type { AssetRow } from '../assets/asset-row.ts'
import { findAssets, findNewestAssets } from '../assets/find-assets.ts'
import type { Context } from '../context.ts'

/** A picture, unless the viewer may not see it. */
export const loadAsset = batched<Context, AssetRow>(async (ids, { app, viewer }) => {
  const found = await findAssets(app, ids)
  return new Map([...found].filter(([, { userId }]) => maySee(viewer, userId)))
})

/** The pictures of a content's newest run, unless the viewer may not see them. */
export const loadAssetsOfContent = batched<Context, AssetRow[]>(async (ids, { app, viewer }) => {
  const found = await findNewestAssets(app, ids)
  return new Map(
    [...found].map(([id, assets]) => [id, assets.filter(({ userId }) => maySee(viewer, userId))]),
  )
})
