import type { AuditAction } from '#generated/graphql.ts'

/** What acts are about, to choose among them. */
export const AUDIT_AREAS = {
  sessions: 'Signing in',
  accounts: 'Accounts',
  users: 'Users',
  programs: 'Programs',
  publishing: 'Publishing',
  operations: 'Operations',
} as const

export type AuditArea = keyof typeof AUDIT_AREAS

interface AuditWords {
  says: string
  area: AuditArea
  /** True for what an admin should look into. */
  isAlarming?: true
}

/** What every act is called, and what it is about. */
export const AUDIT_WORDS: Record<AuditAction, AuditWords> = {
  FIRST_ADMIN_CREATED: { says: 'First admin made', area: 'users' },
  SIGN_IN_SUCCEEDED: { says: 'Signed in', area: 'sessions' },
  SIGN_IN_FAILED: { says: 'Sign-in refused', area: 'sessions', isAlarming: true },
  SIGN_INS_THROTTLED: { says: 'Too many sign-ins, made to wait', area: 'sessions', isAlarming: true },
  CONFIRMATION_FAILED: {
    says: 'Wrong password or code in a session',
    area: 'sessions',
    isAlarming: true,
  },
  SIGNED_OUT: { says: 'Signed out', area: 'sessions' },
  REFRESH_TOKEN_REUSED: { says: 'Used refresh token shown again', area: 'sessions', isAlarming: true },
  SESSION_REVOKED: { says: 'Session ended', area: 'sessions' },
  SIGNED_OUT_EVERYWHERE: { says: 'Signed out everywhere', area: 'sessions' },
  PASSWORD_SET: { says: 'Username and first password chosen', area: 'accounts' },
  PASSWORD_CHANGED: { says: 'Password changed', area: 'accounts' },
  PASSWORD_RESET_REQUESTED: { says: 'Link to a new password asked for', area: 'accounts' },
  PASSWORD_RESET: { says: 'New password set by a mailed link', area: 'accounts' },
  EMAIL_CHANGE_REQUESTED: { says: 'Another e-mail address asked for', area: 'accounts' },
  EMAIL_CHANGED: { says: 'E-mail address changed', area: 'accounts' },
  EMAIL_CONFIRMED: { says: 'E-mail address confirmed', area: 'accounts' },
  PROFILE_CHANGED: { says: 'Profile changed', area: 'accounts' },
  PREFERENCES_CHANGED: { says: 'Notifications chosen', area: 'accounts' },
  SECOND_FACTOR_ENABLED: { says: 'Second factor turned on', area: 'accounts' },
  SECOND_FACTOR_DISABLED: { says: 'Second factor turned off', area: 'accounts' },
  RECOVERY_CODES_RENEWED: { says: 'New recovery codes made', area: 'accounts' },
  RECOVERY_CODE_USED: { says: 'Recovery code used', area: 'sessions', isAlarming: true },
  ACCOUNT_LINKED: { says: 'Account of a provider linked', area: 'accounts' },
  ACCOUNT_UNLINKED: { says: 'Account of a provider taken away', area: 'accounts' },
  DEVICE_LOGIN_APPROVED: { says: 'Device let in', area: 'sessions' },
  DEVICE_LOGIN_DENIED: { says: 'Device kept out', area: 'sessions' },
  USER_REGISTERED: { says: 'Registered', area: 'accounts' },
  USER_CREATED: { says: 'User added', area: 'users' },
  USER_INVITED: { says: 'Somebody invited', area: 'users' },
  INVITATION_RESENT: { says: 'Invitation sent again', area: 'users' },
  INVITATION_REVOKED: { says: 'Invitation taken back', area: 'users' },
  INVITATION_ACCEPTED: { says: 'Invitation accepted', area: 'users' },
  MAIL_READ: { says: 'Mail of a user read', area: 'users' },
  USER_ROLE_CHANGED: { says: 'Role changed', area: 'users' },
  USER_ACTIVATED: { says: 'User activated', area: 'users' },
  USER_DEACTIVATED: { says: 'User deactivated', area: 'users' },
  API_KEY_CREATED: { says: 'API key made', area: 'programs' },
  API_KEY_REVOKED: { says: 'API key revoked', area: 'programs' },
  WEBHOOK_ADDED: { says: 'Webhook added', area: 'programs' },
  WEBHOOK_CHANGED: { says: 'Webhook changed', area: 'programs' },
  WEBHOOK_SECRET_ROTATED: { says: 'Webhook given a new secret', area: 'programs' },
  WEBHOOK_REMOVED: { says: 'Webhook removed', area: 'programs' },
  WEBHOOK_TESTED: { says: 'Webhook tested', area: 'programs' },
  WEBHOOK_REDELIVERED: { says: 'Message sent to a webhook again', area: 'programs' },
  SOCIAL_ACCOUNT_CONNECTED: { says: 'Account to publish with connected', area: 'publishing' },
  SOCIAL_ACCOUNT_DISCONNECTED: { says: 'Account to publish with removed', area: 'publishing' },
  PUBLICATION_REQUESTED: { says: 'Publication asked for', area: 'publishing' },
  PUBLICATION_CANCELLED: { says: 'Publication cancelled', area: 'publishing' },
  PUBLICATION_RETRIED: { says: 'Publication tried again', area: 'publishing' },
  GATE_DECIDED: { says: 'Gate decided', area: 'publishing' },
  DEAD_LETTER_REPLAYED: { says: 'Dead letter replayed', area: 'operations' },
}

/** The acts of an area. */
export function actionsOf(area: AuditArea): AuditAction[] {
  // Object.keys forgets the type that the table guarantees.
  return (Object.keys(AUDIT_WORDS) as AuditAction[]).filter(action => AUDIT_WORDS[action].area === area)
}
