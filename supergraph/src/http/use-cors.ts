import type { GatewayPlugin } from '../plugin.ts'
import { answerError } from './answer.ts'

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'
const EXPOSED_HEADERS =
  'x-request-id, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset, retry-after, content-range, accept-ranges'

/**
 * Lets pages of the listed origins call the gateway, cookies included, and refuses those of all others. Requests
 * without an `Origin`, and of the gateway's own pages, are not concerned.
 * @param allowed origins such as `http://127.0.0.1:3001`; `*` lets every page in, then without cookies.
 */
export function useCors(allowed: readonly string[]): GatewayPlugin {
  const anyone = allowed.includes('*')
  return {
    onRequest({ method, caller, response, request }) {
      const { origin } = caller.headers
      if (!origin) return false
      const isOwn = isSameOrigin(origin, request.headers.host)
      if (!isOwn && !anyone && !allowed.includes(origin)) {
        answerError(response, 403, 'ORIGIN_NOT_ALLOWED', `Pages of ${origin} may not call this gateway.`)
        return true
      }
      response.setHeader('vary', 'origin')
      response.setHeader('access-control-allow-origin', anyone && !allowed.includes(origin) ? '*' : origin)
      if (allowed.includes(origin) || isOwn) response.setHeader('access-control-allow-credentials', 'true')
      response.setHeader('access-control-expose-headers', EXPOSED_HEADERS)
      if (method !== 'OPTIONS' || !caller.headers['access-control-request-method']) return false
      // Any header: who may call may also name itself, ask for the plan, or send what subgraphs want to be forwarded.
      const asked = caller.headers['access-control-request-headers']
      response.writeHead(204, {
        'access-control-allow-methods': METHODS,
        ...(asked ? { 'access-control-allow-headers': asked } : {}),
        'access-control-max-age': '7200',
        vary: 'origin, access-control-request-headers',
      })
      response.end()
      return true
    },
  }
}

/** True for a page that the gateway served itself, under whatever name. */
export function isSameOrigin(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host
}
