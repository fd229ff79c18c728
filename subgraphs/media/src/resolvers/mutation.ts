import { mutationPayload, requireViewer } from '@orion/common'
import { regenerateAsset } from '../assets/regenerate-asset.ts'
import type { MutationResolvers } from '../generated/graphql.ts'

export const Mutation: MutationResolvers = {
  regenerateImage: (_, { input }, { app, viewer }) =>
    mutationPayload({ asset: null }, async () => ({
      asset: await regenerateAsset(app, requireViewer(viewer), input),
    })),
}
