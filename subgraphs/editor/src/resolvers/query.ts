import { readPage, requireViewer } from '@orion/common'
import type { QueryResolvers } from '../generated/graphql.ts'
import { listRenders } from '../renders/find-renders.ts'
import { loadRender } from './loaders.ts'

export const Query: QueryResolvers = {
  renders: (_, { status, ...page }, { app, viewer }) =>
    listRenders(app, requireViewer(viewer), readPage(page), status),
  render: (_, { id }, context) => loadRender(context, id),
  speechProviders: (_, __, { app }) => [...app.voices],
}
