import { canonicalPath } from './canonical-path.ts'

/** Calls per minute of each group: the numbers of the original system, with a group of its own for each service. */
export const RATE_LIMITS = {
  auth: 5,
  /**
   * What takes several calls or is no guessing: a device asks every five seconds, a sign-in with a provider takes three calls, and
   * everybody in one office refreshes their sign-in from its one address.
   */
  authSteps: 30,
  triggers: 10,
  read: 100,
  write: 20,
  system: 60,
  graphql: 1200,
} as const

/** A group of calls that are counted together. */
export interface RateLimitGroup {
  name: string
  limit: number
  /** Sign-ins are counted by address, since nobody is signed in yet; all else by user where there is one. */
  by: 'ip' | 'user'
}

/** What may be called without being counted. */
const UNCOUNTED = /^\/(health|ready|metrics|explorer|files|\.well-known)(\/|$)/

/** The group of a request; null when it is not counted. */
export function rateLimitGroup(method: string, sentPath: string): RateLimitGroup | null {
  const path = canonicalPath(sentPath)
  if (UNCOUNTED.test(path)) return null
  if (path === '/status') return { name: 'status', limit: RATE_LIMITS.system, by: 'user' }
  if (path === '/graphql') return { name: 'graphql', limit: RATE_LIMITS.graphql, by: 'user' }
  // By user, or whoever opens event streams in an office would use up the sign-ins of all others.
  if (path === '/api/v1/auth/ws-ticket') return { name: 'tickets', limit: RATE_LIMITS.system, by: 'user' }
  if (/^\/api\/v1\/auth\/(oauth|device|refresh|logout|logout-all|unsubscribe)(\/|$)/.test(path))
    return { name: 'auth-steps', limit: RATE_LIMITS.authSteps, by: 'ip' }
  if (path.startsWith('/api/v1/auth/')) return { name: 'auth', limit: RATE_LIMITS.auth, by: 'ip' }
  const service = /^\/api\/v1\/([a-z]+)(\/|$)/.exec(path)?.[1]
  if (!service) return null
  const isRead = method === 'GET' || method === 'HEAD'
  if (service === 'scout' && !isRead) return { name: 'triggers', limit: RATE_LIMITS.triggers, by: 'user' }
  if (service === 'scout' || service === 'director') {
    const kind = isRead ? 'read' : 'write'
    return { name: `${service}-${kind}`, limit: RATE_LIMITS[kind], by: 'user' }
  }
  return { name: `system-${service}`, limit: RATE_LIMITS.system, by: 'user' }
}
