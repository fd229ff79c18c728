import { readPage, requireViewer } from '@orion/common'
import { listAccounts } from '../accounts/accounts.ts'
import type { QueryResolvers } from '../generated/graphql.ts'
import { listPublications } from '../publications/find-publications.ts'
import { loadPublication } from './loaders.ts'

export const Query: QueryResolvers = {
  socialAccounts: (_, page, { app, viewer }) => listAccounts(app, requireViewer(viewer), readPage(page)),
  publications: (_, { filter, ...page }, { app, viewer }) =>
    listPublications(app, requireViewer(viewer), readPage(page), filter ?? {}),
  publication: (_, { id }, context) => loadPublication(context, id),
}
