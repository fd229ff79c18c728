/** The roles a user can have, weakest first. */
export const roles = ['VIEWER', 'EDITOR', 'ADMIN'] as const
export type Role = (typeof roles)[number]

/**
 * `account:read` is reading of oneself who gets in and what goes out: sessions, keys, linked sign-ins, webhooks. A key that leaks
 * tells nobody of them unless it was given it.
 */
const viewerScopes = ['read', 'notifications:write', 'account:read', 'account:write'] as const
const editorScopes = [
  ...viewerScopes,
  'trends:write',
  'content:write',
  'content:review',
  'media:write',
  'video:write',
  'publish:write',
] as const
const adminScopes = [
  ...editorScopes,
  'users:read',
  'users:write',
  'audit:read',
  'operations:read',
  'operations:write',
] as const

/**
 * What needs a person who signed in, so that no API key has it: changing how one signs in oneself (`account:write`: password,
 * e-mail address, second factor, sessions, keys, linked sign-ins, devices), and administering users.
 */
export const signInScopes = ['account:write', 'users:write'] as const satisfies readonly Scope[]

/** Something a user may be allowed to do, as named by `@requiresScopes` in the schema. */
export type Scope = (typeof adminScopes)[number]

/** Which scopes each role has: the one table that says who may do what. */
export const scopesOfRole: Record<Role, readonly Scope[]> = {
  VIEWER: viewerScopes,
  EDITOR: editorScopes,
  ADMIN: adminScopes,
}
