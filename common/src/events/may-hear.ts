import type { Scope } from '../access/scopes.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Audience } from './envelope.ts'

/** What one user is told and nobody else, on the wire: not even admins hear or read it. */
export const PERSONAL_EVENT = 'orion.notification.created'

/** Events, on the wire, that need a right of their own: who has it hears and reads them, others do not, whatever their role. */
const neededScopes: Readonly<Record<string, Scope>> = {
  'orion.audit.recorded': 'audit:read',
  'orion.system.dead_letter': 'operations:read',
}

/** The types of events for which the viewer lacks the right they need. */
export function unheardTypes({ scopes }: Viewer): string[] {
  return Object.entries(neededScopes).flatMap(([type, scope]) => (scopes.includes(scope) ? [] : [type]))
}

/**
 * True when a viewer may see an event live: they have the right that it needs, or they, or everybody with their role, are
 * named; admins see all that is not personal.
 */
export function mayHear(
  viewer: Viewer | null,
  { type, audience }: { type: string; audience: Audience },
): boolean {
  if (!viewer) return false
  const needed = neededScopes[type]
  if (needed) return viewer.scopes.includes(needed)
  if (viewer.role === 'ADMIN' && type !== PERSONAL_EVENT) return true
  return audience.roles.includes(viewer.role) || audience.userIds.includes(viewer.userId)
}
