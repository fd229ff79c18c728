import type { UserResolvers } from '../generated/graphql.ts'
import { maySeeAccount } from '../users/find-users.ts'
import { loadUser } from './loaders.ts'

export const User: UserResolvers = {
  __resolveReference: ({ id }, context) => loadUser(context, id),
  email: (user, _, { viewer }) => (maySeeAccount(viewer, user) ? user.email : null),
  isActive: (user, _, { viewer }) => (maySeeAccount(viewer, user) ? user.isActive : null),
  lastLoginAt: (user, _, { viewer }) => (maySeeAccount(viewer, user) ? user.lastLoginAt : null),
}
