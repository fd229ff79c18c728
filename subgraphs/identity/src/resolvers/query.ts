import { type Role, readPage, requireViewer } from '@orion/common'
import { listApiKeys } from '../api-keys/find-api-keys.ts'
import { grantableScopes } from '../api-keys/key-scopes.ts'
import { readAuditLog } from '../audit/read-audit-log.ts'
import { findDeviceLogin } from '../device-login/decide-device-login.ts'
import type { QueryResolvers } from '../generated/graphql.ts'
import { listInvitations } from '../invitations/list-invitations.ts'
import { listMails } from '../mail/read-mails.ts'
import { readPreferences } from '../notifications/notification-preferences.ts'
import { countUnread, listNotifications } from '../notifications/read-notifications.ts'
import { listLinkedAccounts } from '../oauth/linked-accounts.ts'
import { listSessions } from '../sessions/list-sessions.ts'
import { listUsers } from '../users/find-users.ts'
import { loadMail, loadUser } from './loaders.ts'

export const Query: QueryResolvers = {
  me: (_, __, context) => (context.viewer ? loadUser(context, context.viewer.userId) : null),
  user: (_, { id }, context) => loadUser(context, id),
  users: (_, { filter, ...page }, { app }) =>
    listUsers(app.database.client, readPage(page), {
      role: (filter?.role ?? undefined) satisfies Role | undefined,
      isActive: filter?.isActive ?? undefined,
      search: filter?.search ?? undefined,
    }),
  notifications: (_, { filter, ...page }, { viewer, app }) =>
    listNotifications(app.database.client, requireViewer(viewer).userId, readPage(page), filter ?? {}),
  unreadNotificationCount: (_, __, { viewer, app }) =>
    countUnread(app.database.client, requireViewer(viewer).userId),
  notificationPreferences: (_, __, { viewer, app }) =>
    readPreferences(app.database.client, requireViewer(viewer).userId),
  sessions: (_, __, { viewer, app }) => listSessions(app.database.client, requireViewer(viewer).userId),
  apiKeys: (_, __, { viewer, app }) => listApiKeys(app.database.client, requireViewer(viewer).userId),
  linkedAccounts: (_, __, { viewer, app }) =>
    listLinkedAccounts(app.database.client, requireViewer(viewer).userId),
  deviceLogin: (_, { userCode }, { viewer, app }) => findDeviceLogin(app, requireViewer(viewer), userCode),
  apiKeyScopes: (_, __, { viewer }) => grantableScopes(requireViewer(viewer).role),
  auditLog: (_, { filter, ...page }, { app }) =>
    readAuditLog(app.database.client, readPage(page), {
      ...filter,
      from: filter?.from,
      until: filter?.until,
    }),
  invitations: (_, { openOnly, ...page }, { app }) =>
    listInvitations(app.database.client, readPage(page), openOnly ?? false),
  mails: (_, page, { app }) => listMails(app.database.client, readPage(page)),
  mail: (_, { id }, context) => loadMail(context, id),
}
