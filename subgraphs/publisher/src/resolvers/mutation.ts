import { mutationPayload, requireViewer } from '@orion/common'
import { connectAccount, disconnectAccount } from '../accounts/accounts.ts'
import type { MutationResolvers } from '../generated/graphql.ts'
import { cancelPublication, retryPublication } from '../publications/change-publication.ts'
import { publishContent } from '../publications/request-publications.ts'

export const Mutation: MutationResolvers = {
  connectAccount: (_, { input }, { app, viewer }) =>
    mutationPayload({ account: null }, async () => ({
      account: await connectAccount(app, requireViewer(viewer), input),
    })),
  disconnectAccount: (_, { input }, { app, viewer }) =>
    mutationPayload({ account: null }, async () => ({
      account: await disconnectAccount(app, requireViewer(viewer), input.id),
    })),
  publishContent: (_, { input }, { app, viewer }) =>
    mutationPayload({ publications: [] }, async () => ({
      publications: await publishContent(app, requireViewer(viewer), input),
    })),
  cancelPublication: (_, { input }, { app, viewer }) =>
    mutationPayload({ publication: null }, async () => ({
      publication: await cancelPublication(app, requireViewer(viewer), input.id),
    })),
  retryPublication: (_, { input }, { app, viewer }) =>
    mutationPayload({ publication: null }, async () => ({
      publication: await retryPublication(app, requireViewer(viewer), input.id),
    })),
}
