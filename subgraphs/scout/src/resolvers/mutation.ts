import { mutationPayload, requireViewer } from '@orion/common'
import type { MutationResolvers } from '../generated/graphql.ts'
import { requestScan } from '../scan/request-scan.ts'
import { changeStatus } from '../trends/change-status.ts'

export const Mutation: MutationResolvers = {
  startScan: (_, { input }, { app, viewer }) => {
    const { userId } = requireViewer(viewer)
    return mutationPayload({ scan: null }, async () => ({
      scan: await requestScan(app, { ...input, requestedBy: userId }),
    }))
  },
  setTrendStatus: (_, { input }, { app, viewer }) => {
    const { userId } = requireViewer(viewer)
    return mutationPayload({ trend: null }, async () => ({
      trend: await changeStatus(app, { ...input, actor: userId }),
    }))
  },
}
