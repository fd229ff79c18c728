import type {
  ContentResolvers,
  PublicationResolvers,
  Resolvers,
  SocialAccountResolvers,
} from '../generated/graphql.ts'
import { loadAccount, loadPublication, loadPublicationsOfContent } from './loaders.ts'
import { Mutation } from './mutation.ts'
import { Query } from './query.ts'

const Publication: PublicationResolvers = {
  __resolveReference: ({ id }, context) => loadPublication(context, id),
  content: ({ contentId }) => ({ id: contentId }),
  account: ({ account }) => (account.removedAt ? null : account),
  postUrl: ({ account, platform, postId, postUrl }, _, { app }) =>
    postUrl ?? (postId ? app.platforms[platform].currentUrl(account, postId) : null),
}

const SocialAccount: SocialAccountResolvers = {
  __resolveReference: ({ id }, context) => loadAccount(context, id),
  isActive: ({ removedAt }) => removedAt === null,
  owner: ({ userId }) => ({ id: userId }),
}

const Content: ContentResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  publications: async ({ id }, _, context) => (await loadPublicationsOfContent(context, id)) ?? [],
}

export const resolvers: Resolvers = { Query, Mutation, Publication, SocialAccount, Content }
