import type { RenderResolvers } from '../generated/graphql.ts'
import type { ContentRef } from '../renders/render-row.ts'
import { loadRender, loadVideoOfRender } from './loaders.ts'

export const Render: RenderResolvers = {
  __resolveReference: ({ id }, context) => loadRender(context, id),
  content: ({ contentId }): ContentRef => ({ id: contentId }),
  video: ({ id }, _, context) => loadVideoOfRender(context, id),
}
