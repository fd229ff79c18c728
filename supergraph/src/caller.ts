import type { IncomingHttpHeaders } from 'node:http'
import { networkOf } from '@orion/common/access/network'
import type { Viewer } from '@orion/common/access/viewer'
import type { Cancellation } from './execution/cancellation.ts'

/** Who asks, over HTTP or a WebSocket, and by which way. */
export interface Caller {
  /** Null when nobody is signed in, or this gateway knows no users. */
  viewer: Viewer | null
  /** The API key that the caller showed; null for others. */
  apiKeyId: string | null
  /** Since when the sign-in is relied on, in seconds since the epoch: what was revoked later ends it. Null without one. */
  issuedAt: number | null
  /** When the sign-in ends, in milliseconds since the epoch; null without one. */
  expiresAt: number | null
  requestId: string
  /** W3C trace context to hand on; null where none is traced. */
  traceparent: string | null
  /** From where the client comes, behind the proxies that are trusted; empty when it is gone already. */
  ip: string
  /** The headers of the request, or of the one that opened the WebSocket. */
  headers: IncomingHttpHeaders
  /**
   * Checks once more that the sign-in holds, for what was on its way for a while; undefined without one.
   * @throws CredentialError when it was ended meanwhile
   */
  confirm?: () => unknown
  /** Cancelled when the client left. */
  cancellation: Cancellation | undefined
}

/** As whom a caller is counted, for every limit: as their user, or as their network where nobody is signed in. */
export function countedAs({ viewer, ip }: Caller): string {
  return viewer ? `user:${viewer.userId}` : `ip:${networkOf(ip)}`
}
