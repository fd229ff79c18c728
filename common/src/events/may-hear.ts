import type { Viewer } from '../access/viewer.ts'
import type { Audience } from './envelope.ts'

/** True when a viewer may see an event live: they, or everybody with their role, are named; admins see all. */
export function mayHear(viewer: Viewer | null, audience: Audience): boolean {
  if (!viewer) return false
  return (
    viewer.role === 'ADMIN' ||
    audience.roles.includes(viewer.role) ||
    audience.userIds.includes(viewer.userId)
  )
}
