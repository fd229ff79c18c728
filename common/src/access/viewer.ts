import { ForbiddenError, UnauthenticatedError } from '../errors.ts'
import { type Role, type Scope, scopesOfRole } from './scopes.ts'

/** Who asks: the user a request is made for. */
export interface Viewer {
  userId: string
  role: Role
  scopes: readonly string[]
  /** The session of the access token; null for API keys and services. */
  sessionId: string | null
  /** The API key that was shown; null or left out for sessions and services. */
  apiKeyId?: string | null
}

/** A viewer with all scopes of the role; for jobs that act for a user, and for tests. */
export function viewerOf(userId: string, role: Role, sessionId: string | null = null): Viewer {
  return { userId, role, scopes: scopesOfRole[role], sessionId }
}

/** True when the viewer may see what this user owns: it is their own, or they are an admin. */
export function maySee(viewer: Viewer | null | undefined, ownerId: string | null): boolean {
  if (!viewer) return false
  return viewer.role === 'ADMIN' || (ownerId !== null && viewer.userId === ownerId)
}

/** @throws UnauthenticatedError when nobody is signed in. */
export function requireViewer(viewer: Viewer | null | undefined): Viewer {
  if (!viewer) throw new UnauthenticatedError()
  return viewer
}

/** @throws UnauthenticatedError or ForbiddenError unless the viewer has the scope. For REST routes; GraphQL fields say it in the schema. */
export function requireScope(viewer: Viewer | null | undefined, scope: Scope): Viewer {
  const known = requireViewer(viewer)
  if (!known.scopes.includes(scope)) throw new ForbiddenError(`This needs the right "${scope}".`)
  return known
}
