import type { VideoResolvers } from '../generated/graphql.ts'
import { captionsOf, rulesOf, thumbnailsOf } from '../videos/video-row.ts'
import { loadVideo } from './loaders.ts'

export const Video: VideoResolvers = {
  __resolveReference: ({ id }, context) => loadVideo(context, id),
  content: ({ contentId }) => ({ id: contentId }),
  url: ({ fileKey }, _, { app }) => app.files.url(fileKey),
  captionsUrl: ({ vttKey, srtKey }, { format }, { app }) => app.files.url(format === 'SRT' ? srtKey : vttKey),
  captions: video => captionsOf(video),
  sizeBytes: ({ sizeBytes }) => sizeBytes.toString(),
  thumbnails: video => thumbnailsOf(video),
  validation: video => ({ isValid: video.isValid, score: video.score, rules: rulesOf(video) }),
}
