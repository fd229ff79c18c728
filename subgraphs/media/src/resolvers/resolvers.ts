import { formatMoney } from '@orion/common'
import type {
  ContentResolvers,
  ImageProviderStatusResolvers,
  MediaAssetResolvers,
  Resolvers,
} from '../generated/graphql.ts'
import { loadAsset, loadAssetsOfContent } from './loaders.ts'
import { Mutation } from './mutation.ts'
import { Query } from './query.ts'

const MediaAsset: MediaAssetResolvers = {
  __resolveReference: ({ id }, context) => loadAsset(context, id),
  content: ({ contentId }) => ({ id: contentId }),
  cost: ({ cost }) => formatMoney(cost.toString()),
  url: ({ fileKey, thumbnailKey }, { variant }, { app }) => {
    const key = variant === 'THUMBNAIL' ? thumbnailKey : fileKey
    return key ? app.files.url(key) : null
  },
}

const Content: ContentResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  images: async ({ id }, _, context) => (await loadAssetsOfContent(context, id)) ?? [],
}

const ImageProviderStatus: ImageProviderStatusResolvers = {
  reason: state => (state.isAvailable ? null : state.reason),
}

export const resolvers: Resolvers = { Query, Mutation, MediaAsset, Content, ImageProviderStatus }
