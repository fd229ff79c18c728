import { mutationPayload, requireViewer } from '@orion/common'
import { makeApiKey } from '../api-keys/create-api-key.ts'
import { listApiKeys } from '../api-keys/find-api-keys.ts'
import { revokeApiKey } from '../api-keys/revoke-api-keys.ts'
import type { MutationResolvers } from '../generated/graphql.ts'
import { changePreferences } from '../notifications/notification-preferences.ts'
import { countUnread, markAllRead, markRead } from '../notifications/read-notifications.ts'
import { listSessions } from '../sessions/list-sessions.ts'
import { revokeOwnSession } from '../sessions/revoke-sessions.ts'
import { setUserActive, setUserRole } from '../users/administer-user.ts'
import { changePassword } from '../users/change-password.ts'
import { createUser } from '../users/create-user.ts'
import { updateProfile } from '../users/update-profile.ts'
import { accountMutations } from './account-mutation.ts'
import { signInMutations } from './sign-in-mutation.ts'

const noUser = { user: null }
const path = ['input']

export const Mutation: MutationResolvers = {
  ...accountMutations,
  ...signInMutations,
  updateProfile: (_, { input }, { viewer, app }) =>
    mutationPayload(noUser, async () => {
      const changes = { ...input, avatarUrl: input.avatarUrl === null ? null : input.avatarUrl?.href }
      return { user: await updateProfile(app, requireViewer(viewer), changes, path) }
    }),
  changePassword: (_, { input }, { viewer, app }) =>
    mutationPayload(noUser, async () => ({
      user: await changePassword(app, requireViewer(viewer), input, path),
    })),
  createUser: (_, { input }, { viewer, app }) =>
    mutationPayload(noUser, async () => ({
      user: await createUser(app, requireViewer(viewer), input, path),
    })),
  setUserRole: (_, { input }, { viewer, app }) =>
    mutationPayload(noUser, async () => ({
      user: await setUserRole(app, requireViewer(viewer), input.id, input, path),
    })),
  setUserActive: (_, { input }, { viewer, app }) =>
    mutationPayload(noUser, async () => ({
      user: await setUserActive(app, requireViewer(viewer), input.id, input.isActive),
    })),
  revokeSession: async (_, { input }, { viewer, app }) => {
    const own = requireViewer(viewer)
    const payload = await mutationPayload({}, async () => {
      await revokeOwnSession(app, own, input.id)
      return {}
    })
    return { ...payload, sessions: await listSessions(app.database.client, own.userId) }
  },
  createApiKey: (_, { input }, { viewer, app }) =>
    mutationPayload({ apiKey: null, secret: null }, () =>
      makeApiKey(app, requireViewer(viewer), input, path),
    ),
  revokeApiKey: async (_, { input }, { viewer, app }) => {
    const own = requireViewer(viewer)
    const payload = await mutationPayload({}, async () => {
      await revokeApiKey(app, own, input.id)
      return {}
    })
    return { ...payload, apiKeys: await listApiKeys(app.database.client, own.userId) }
  },
  markNotificationsRead: async (_, { input }, { viewer, app }) => {
    const own = requireViewer(viewer)
    const payload = await mutationPayload({ marked: 0 }, async () => ({
      marked: input.ids ? await markRead(app.database, own, input.ids) : await markAllRead(app.database, own),
    }))
    return { ...payload, unreadNotificationCount: await countUnread(app.database.client, own.userId) }
  },
  updateNotificationPreferences: (_, { input }, { viewer, app }) =>
    mutationPayload({ preferences: [] }, async () => ({
      preferences: await changePreferences(app.database, requireViewer(viewer), input.preferences),
    })),
}
