import type { Viewer } from '../access/viewer.ts'
import type { Audience } from './envelope.ts'

/** What one user is told and nobody else, on the wire: not even admins hear or read it. */
export const PERSONAL_EVENT = 'orion.notification.created'

/** True when a viewer may see an event live: they, or everybody with their role, are named; admins see all that is not personal. */
export function mayHear(
  viewer: Viewer | null,
  { type, audience }: { type: string; audience: Audience },
): boolean {
  if (!viewer) return false
  if (viewer.role === 'ADMIN' && type !== PERSONAL_EVENT) return true
  return audience.roles.includes(viewer.role) || audience.userIds.includes(viewer.userId)
}
