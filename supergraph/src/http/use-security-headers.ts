import type { GatewayPlugin } from '../plugin.ts'

const HEADERS = [
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'strict-origin-when-cross-origin'],
  ['permissions-policy', 'camera=(), microphone=(), geolocation=()'],
] as const

/**
 * Sets the headers that tell browsers to be strict.
 * @param overTls true when browsers reach the gateway over TLS only; they are then told to keep to it.
 */
export function useSecurityHeaders(overTls: boolean): GatewayPlugin {
  return {
    onRequest({ response }) {
      for (const [name, value] of HEADERS) response.setHeader(name, value)
      if (overTls) response.setHeader('strict-transport-security', 'max-age=63072000; includeSubDomains')
      return false
    },
  }
}
