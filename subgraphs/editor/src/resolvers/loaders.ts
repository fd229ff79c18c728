import { batched } from '@orion/common'
import type { Context } from '../context.ts'
import { findNewestRenders, findRenders } from '../renders/find-renders.ts'
import { findNewestVideos, findVideos, findVideosOfRenders } from '../videos/find-videos.ts'

export const loadRender = batched((ids, { app, viewer }: Context) => findRenders(app, viewer, ids))
export const loadNewestRender = batched((ids, { app, viewer }: Context) =>
  findNewestRenders(app, viewer, ids),
)
export const loadVideo = batched((ids, { app, viewer }: Context) => findVideos(app, viewer, ids))
export const loadVideoOfRender = batched((ids, { app }: Context) => findVideosOfRenders(app, ids))
export const loadNewestVideo = batched((ids, { app, viewer }: Context) => findNewestVideos(app, viewer, ids))
