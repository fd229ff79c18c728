import { type NextRequest, NextResponse } from 'next/server'
import { gatewayAddresses, isOverHttps } from './configuration.ts'
import { MARKER_COOKIE } from './session/cookies.ts'

const YEAR_SECONDS = 365 * 24 * 3600

/** The pages for people without a session. */
const OPEN_PAGES = new Set([
  '/sign-in',
  '/register',
  '/forgot-password',
  '/reset-password',
  '/verify-email',
  '/unsubscribe',
  '/accept-invitation',
])

/**
 * Runs before every page: sends people without a session to the sign-in, and gives each page its own
 * Content-Security-Policy. Whether the session still holds is the gateway's to say, with the first operation. Where the dashboard
 * is reached over https, browsers are told to come no other way.
 */
export function proxy(request: NextRequest): NextResponse {
  const response = answer(request)
  if (isOverHttps()) response.headers.set('strict-transport-security', `max-age=${YEAR_SECONDS}`)
  return response
}

function answer(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  const hasSession = Boolean(request.cookies.get(MARKER_COOKIE)?.value)
  if (!hasSession && !OPEN_PAGES.has(pathname)) {
    const target = new URL('/sign-in', request.url)
    if (pathname !== '/') target.searchParams.set('next', pathname + search)
    return NextResponse.redirect(target)
  }

  const nonce = Buffer.from(crypto.randomUUID()).toString('base64')
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

function contentSecurityPolicy(nonce: string): string {
  const isDevelopment = process.env.NODE_ENV === 'development'
  const socket = new URL(gatewayAddresses().publicWebSocketUrl).origin
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    `connect-src 'self' ${socket}`,
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export const config = {
  matcher: ['/((?!api/|files/|health$|_next/|.*\\.(?:svg|ico|png|webmanifest)$).*)'],
}
