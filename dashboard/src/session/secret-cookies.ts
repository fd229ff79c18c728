import type { NextRequest } from 'next/server'
import { isOverHttps } from '#configuration.ts'
import { secretCookieName } from './cookies.ts'

/**
 * True when the browser talks to us over https, also when a proxy ends the encryption in front of us: by ORION_DASHBOARD_URL, or
 * as the proxy says.
 */
export function isSecure(request: Request): boolean {
  if (isOverHttps()) return true
  const forwarded = request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim()
  return (forwarded ?? new URL(request.url).protocol.replace(':', '')) === 'https'
}

/** The value of a cookie that no script can read; undefined without one. */
export function readSecretCookie(request: NextRequest, name: string): string | undefined {
  return request.cookies.get(secretCookieName(name, isSecure(request)))?.value
}
