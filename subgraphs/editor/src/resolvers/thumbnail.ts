import type { ThumbnailResolvers } from '../generated/graphql.ts'

export const Thumbnail: ThumbnailResolvers = {
  url: ({ fileKey }, _, { app }) => app.files.url(fileKey),
}
