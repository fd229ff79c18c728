import { readPage, requireViewer } from '@orion/common'
import { listAssets } from '../assets/list-assets.ts'
import type { QueryResolvers } from '../generated/graphql.ts'
import { loadAsset } from './loaders.ts'

export const Query: QueryResolvers = {
  mediaAssets: (_, { status, ...page }, { app, viewer }) =>
    listAssets(app, requireViewer(viewer), readPage(page), status),
  mediaAsset: (_, { id }, context) => loadAsset(context, id),
  imageProviders: (_, __, { app }) => app.providers.status(),
}
