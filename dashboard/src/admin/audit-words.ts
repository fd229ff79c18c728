import type { AuditAction } from '#generated/graphql.ts'

/** What acts are about, to choose among them. */
export const AUDIT_AREAS = {
  sessions: 'Signing in',
  accounts: 'Accounts',
  users: 'Users',
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
  SIGNED_OUT: { says: 'Signed out', area: 'sessions' },
  REFRESH_TOKEN_REUSED: { says: 'Used refresh token shown again', area: 'sessions', isAlarming: true },
  SESSION_REVOKED: { says: 'Session ended', area: 'sessions' },
  PASSWORD_CHANGED: { says: 'Password changed', area: 'accounts' },
  USER_REGISTERED: { says: 'Registered', area: 'accounts' },
  USER_CREATED: { says: 'User added', area: 'users' },
  USER_ROLE_CHANGED: { says: 'Role changed', area: 'users' },
  USER_ACTIVATED: { says: 'User activated', area: 'users' },
  USER_DEACTIVATED: { says: 'User deactivated', area: 'users' },
}

/** The acts of an area. */
export function actionsOf(area: AuditArea): AuditAction[] {
  // Object.keys forgets the type that the table guarantees.
  return (Object.keys(AUDIT_WORDS) as AuditAction[]).filter(action => AUDIT_WORDS[action].area === area)
}
