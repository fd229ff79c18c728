import { Agent, type Dispatcher } from 'undici'
import type { CallHeaders } from '../graphql/call-headers.ts'
import { answerError } from '../http/answer.ts'
import type { GatewayPlugin } from '../plugin.ts'
import { canonicalPath } from './canonical-path.ts'
import { proxyRequest } from './proxy-request.ts'
import type { ServiceAddresses } from './service-addresses.ts'

/** What of identity answers without a sign-in: who asks has none yet, or proves it otherwise. */
const PUBLIC =
  /^\/api\/v1\/(auth\/(login(\/mfa)?|refresh|logout|register|verify-email|forgot-password|reset-password|invitation|accept-invitation|unsubscribe|oauth(\/[a-z]+(\/callback)?)?|device(\/token)?)|identity\/users\/check-username)$/
/** Pages that a browser opens by a signed address, which the service checks itself. */
const SIGNED_PAGES = /^\/api\/v1\/publisher\/sandbox\/(posts|feeds)\/[\da-f-]{36}$/

/**
 * Passes REST calls on to the services: `/api/v1/{service}/…` to the service's `/api/v1/…`, `/api/v1/auth/…` and the
 * published keys to identity. Other forms of a path mean the same: {@link canonicalPath}.
 */
export function useServiceProxy(addresses: ServiceAddresses, callHeaders: CallHeaders): GatewayPlugin {
  const dispatcher: Dispatcher = new Agent({ connections: 64, keepAliveTimeout: 60_000 })
  return {
    async onRequest(exchange) {
      const { path, search, caller, response } = exchange
      const target = targetOf(path)
      if (!target) return false
      const origin = addresses.get(target.service)
      if (!origin) return false
      exchange.route = `/api/v1/${target.route}`
      if (!target.isPublic && !caller.viewer) {
        const challenge = { 'www-authenticate': 'Bearer' }
        answerError(response, 401, 'UNAUTHENTICATED', 'Sign in to do this.', challenge)
        return true
      }
      const headers = await callHeaders(caller).headersFor(target.service)
      await proxyRequest(exchange, {
        service: target.service,
        origin,
        path: target.path + search,
        headers: { ...headers, ...browserCookie(target.path, caller.headers.cookie) },
        dispatcher,
      })
      return true
    },
    onStop: () => dispatcher.close(),
  }
}

/** The cookie that ties a sign-in with a provider to one browser; no other is passed on, and nowhere else. */
function browserCookie(path: string, cookies: string | undefined): Record<string, string> {
  const cookie = path.startsWith('/api/v1/auth/oauth/')
    ? /(?:^|; )(orion_oauth=[\w-]+)/.exec(cookies ?? '')?.[1]
    : undefined
  return cookie ? { cookie } : {}
}

interface Target {
  service: string
  path: string
  route: string
  isPublic: boolean
}

/**
 * Where a public path leads; null when it leads to no service. What a URL parser would read as another path (dot segments,
 * backslashes, fragments) leads nowhere, so that nobody gets at what services keep for the gateway.
 */
export function targetOf(path: string): Target | null {
  if (path === '/.well-known/jwks.json') return { service: 'identity', path, route: 'jwks', isPublic: true }
  const canonical = canonicalPath(path)
  const [, name, inner = ''] = /^\/api\/v1\/([a-z]+)(\/.*)?$/.exec(canonical) ?? []
  if (!name || !isPlain(path)) return null
  if (name === 'auth') {
    return { service: 'identity', path: canonical, route: 'auth', isPublic: PUBLIC.test(canonical) }
  }
  return {
    service: name,
    path: `/api/v1${inner}`,
    route: `${name}/*`,
    isPublic: SIGNED_PAGES.test(canonical) || PUBLIC.test(canonical),
  }
}

function isPlain(path: string): boolean {
  return !/%(2e|2f|5c)/i.test(path) && new URL(`http://service${path}`).pathname === path
}
