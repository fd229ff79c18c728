import { mutationPayload, requireViewer } from '@orion/common'
import type { MutationResolvers } from '../generated/graphql.ts'
import { cancelRender } from '../renders/end-render.ts'
import { rerender } from '../renders/request-render.ts'

export const Mutation: MutationResolvers = {
  rerenderContent: (_, { input }, { app, viewer }) => {
    const asking = requireViewer(viewer)
    return mutationPayload({ render: null }, async () => ({ render: await rerender(app, asking, input) }))
  },
  cancelRender: (_, { input }, { app, viewer }) => {
    const asking = requireViewer(viewer)
    return mutationPayload({ render: null }, async () => ({
      render: await cancelRender(app, asking, input.renderId),
    }))
  },
}
