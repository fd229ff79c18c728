import type { GatewayPlugin } from '../plugin.ts'
import { answerError } from './answer.ts'

/** Media types that a page of another origin can send without asking first. */
const SIMPLE_TYPES = new Set(['', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])

/**
 * Refuses requests that a page of another origin could make a browser send without a preflight: operations must come
 * as JSON, or with a header that no form can set.
 * @param path of the GraphQL endpoint
 */
export function useCsrfPrevention(path: string): GatewayPlugin {
  return {
    onRequest(exchange) {
      if (exchange.path !== path || exchange.method !== 'POST') return false
      const { headers } = exchange.caller
      const mediaType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
      if (!SIMPLE_TYPES.has(mediaType) || headers['x-requested-with'] || headers['apollo-require-preflight'])
        return false
      answerError(
        exchange.response,
        415,
        'UNSUPPORTED_MEDIA_TYPE',
        `Send operations as application/json, not as ${mediaType || 'a body without a media type'}.`,
      )
      return true
    },
  }
}
