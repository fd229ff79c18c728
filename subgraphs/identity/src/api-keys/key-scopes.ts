import { type Role, type Scope, scopesOfRole, signInScopes } from '@orion/common'

const needsSignIn = new Set<Scope>(signInScopes)

/** The scopes a user of this role may give an API key: all of the role's but those that need a sign-in. */
export function grantableScopes(role: Role): Scope[] {
  return scopesOfRole[role].filter(scope => !needsSignIn.has(scope))
}

/** What a key may do now: what it was given, as far as its owner may do it today. Every key reads. */
export function effectiveScopes(role: Role, given: readonly string[]): Scope[] {
  return grantableScopes(role).filter(scope => scope === 'read' || given.includes(scope))
}
