import type { ContentResolvers } from '../generated/graphql.ts'
import { thumbnailsOf } from '../videos/video-row.ts'
import { loadNewestRender, loadNewestVideo } from './loaders.ts'

/** What the editor knows of a content; of another user's content, nothing. */
export const Content: ContentResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  render: ({ id }, _, context) => loadNewestRender(context, id),
  video: ({ id }, _, context) => loadNewestVideo(context, id),
  thumbnails: async ({ id }, _, context) => {
    const video = await loadNewestVideo(context, id)
    return video ? thumbnailsOf(video) : []
  },
}
