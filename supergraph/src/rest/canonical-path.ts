/**
 * The one form of a REST path that has several, so that all of them are limited, let in and passed on alike: the original
 * system's documents wrote `/api/v1/scout/api/v1/trends` for `/api/v1/scout/trends`, and signing in is identity's.
 */
export function canonicalPath(path: string): string {
  return path
    .replace(/^(\/api\/v1\/[a-z]+)\/api\/v1(?=\/|$)/, '$1')
    .replace(/^\/api\/v1\/identity\/auth(?=\/|$)/, '/api/v1/auth')
}
