/** Letters, digits and marks that mean the same with a percent sign (RFC 3986, section 6.2.2.2); all but the dot, which climbs. */
const NEEDLESSLY_ENCODED = /%(?:3\d|[46][1-9a-f]|[57][\da]|2d|5f|7e)/gi

/**
 * The one form of a REST path that has several, so that all of them are limited, let in and passed on alike: the original
 * system's documents wrote `/api/v1/scout/api/v1/trends` for `/api/v1/scout/trends`, signing in is identity's, old
 * clients ask `/api/v1/ws/ticket` for a ticket, and services read `%61uth` as `auth`.
 */
export function canonicalPath(path: string): string {
  return path
    .replace(NEEDLESSLY_ENCODED, decodeURIComponent)
    .replace(/^(\/api\/v1\/[a-z]+)\/api\/v1(?=\/|$)/, '$1')
    .replace(/^\/api\/v1\/identity\/auth(?=\/|$)/, '/api/v1/auth')
    .replace(/^\/api\/v1\/ws\/ticket$/, '/api/v1/auth/ws-ticket')
}
