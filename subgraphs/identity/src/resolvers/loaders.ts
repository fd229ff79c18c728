import { batched } from '@orion/common'
import { findKeyNames } from '../api-keys/find-key-names.ts'
import type { Context } from '../context.ts'
import type { InvitationRow, MailRow, SessionRow, UserRow } from '../database.ts'
import { isUuid } from '../ids.ts'
import { findInvitations } from '../invitations/list-invitations.ts'
import { findMails } from '../mail/read-mails.ts'
import { findOwnNotifications, type SeenNotification } from '../notifications/read-notifications.ts'
import { findOwnSessions } from '../sessions/list-sessions.ts'
import { findUsers } from '../users/find-users.ts'

export const loadUser = batched<Context, UserRow>((ids, { app }) =>
  findUsers(app.database.client, ids.filter(isUuid)),
)

/** The names of anybody's API keys, for the audit log. */
export const loadKeyName = batched<Context, string>((ids, { app }) => findKeyNames(app.database.client, ids))

/** Sessions are their owner's alone: not even admins see others'. */
export const loadSession = batched<Context, SessionRow>(async (ids, { viewer, app }) =>
  viewer ? findOwnSessions(app.database.client, viewer.userId, ids.filter(isUuid)) : new Map(),
)

/** Notifications are their recipient's alone: not even admins see others'. */
export const loadNotification = batched<Context, SeenNotification>(async (ids, { viewer, app }) =>
  viewer ? findOwnNotifications(app.database.client, viewer.userId, ids.filter(isUuid)) : new Map(),
)

export const loadMail = batched<Context, MailRow>(async (ids, { viewer, app }) =>
  viewer?.scopes.includes('users:write') ? findMails(app.database.client, ids.filter(isUuid)) : new Map(),
)

export const loadInvitation = batched<Context, InvitationRow>(async (ids, { viewer, app }) =>
  viewer?.scopes.includes('users:read')
    ? findInvitations(app.database.client, ids.filter(isUuid))
    : new Map(),
)
