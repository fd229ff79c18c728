import type { UserResolvers } from '../generated/graphql.ts'
import { pendingEmailOf } from '../recovery/account-tokens.ts'
import { countCodes } from '../second-factor/recovery-codes.ts'
import { avatarUrlOf } from '../users/avatar.ts'
import { needsOnboarding } from '../users/complete-account.ts'
import { maySeeAccount, maySeeGuards } from '../users/find-users.ts'
import { loadUser } from './loaders.ts'

export const User: UserResolvers = {
  __resolveReference: ({ id }, context) => loadUser(context, id),
  email: (user, _, { viewer }) => (maySeeAccount(viewer, user) ? user.email : null),
  isActive: (user, _, { viewer }) => (maySeeAccount(viewer, user) ? user.isActive : null),
  isEmailConfirmed: (user, _, { viewer }) =>
    maySeeAccount(viewer, user) ? user.emailVerifiedAt !== null : null,
  hasSecondFactor: (user, _, { viewer }) =>
    maySeeGuards(viewer, user) || viewer?.scopes.includes('users:read')
      ? user.totpConfirmedAt !== null
      : null,
  needsOnboarding: (user, _, { viewer }) => (maySeeAccount(viewer, user) ? needsOnboarding(user) : null),
  pendingEmail: (user, _, { viewer, app }) =>
    maySeeGuards(viewer, user) ? pendingEmailOf(app.database.client, user) : null,
  recoveryCodesLeft: (user, _, { viewer, app }) =>
    maySeeGuards(viewer, user) ? countCodes(app.database.client, user.id) : null,
  settings: (user, _, { viewer }) => (viewer?.userId === user.id ? user.settings : null),
  avatarUrl: (user, _, { app }) => avatarUrlOf(app.files, user),
  lastLoginAt: (user, _, { viewer }) => (maySeeAccount(viewer, user) ? user.lastLoginAt : null),
}
