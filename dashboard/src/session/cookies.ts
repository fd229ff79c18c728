import { isOverHttps } from '#configuration.ts'

/** The access token; only route handlers under /api ever see it. */
export const ACCESS_COOKIE = 'orion_access'
/** The refresh token; only the session routes ever see it. */
export const REFRESH_COOKIE = 'orion_refresh'
/** Says that there is a session, and which tokens it has: another value means other tokens. No secret. */
export const MARKER_COOKIE = 'orion_session'
/**
 * There as long as the access token needs no renewal. The browser itself counts its time down, so that clocks that
 * differ do no harm. No secret.
 */
export const FRESH_COOKIE = 'orion_fresh'

/** Stands for a sign-in that still wants a code; only the session routes ever see it. */
export const SECOND_STEP_COOKIE = 'orion_second_step'

/** The verifier of a sign-in with a provider that was begun in this browser. */
export const OAUTH_COOKIE = 'orion_oauth_verifier'
/** How long somebody may stay at the provider. */
const OAUTH_SECONDS = 600

/** Renew this long before the access token expires. */
const MARGIN_SECONDS = 60

/** How long the browser keeps a sign-in that is not used; the gateway may end it sooner. */
const KEPT_SECONDS = 30 * 24 * 3600

export interface Tokens {
  accessToken: string
  refreshToken: string
  /** How long the access token holds. */
  accessSeconds: number
}

/** A cookie in the form that `NextResponse.cookies.set` takes. */
export interface Cookie {
  name: string
  value: string
  path: string
  maxAge: number
  httpOnly: boolean
  secure: boolean
  sameSite: 'lax'
}

/** The cookies of a session that begins or goes on; `mark` tells these tokens from others. */
export function sessionCookies(tokens: Tokens, secure: boolean, mark: string): Cookie[] {
  const { accessToken, refreshToken, accessSeconds } = tokens
  const freshSeconds = Math.max(0, Math.floor(accessSeconds - MARGIN_SECONDS))
  const rest = { secure, sameSite: 'lax' } as const
  return [
    { name: ACCESS_COOKIE, value: accessToken, path: '/api', maxAge: accessSeconds, httpOnly: true, ...rest },
    {
      name: REFRESH_COOKIE,
      value: refreshToken,
      path: '/api/session',
      maxAge: KEPT_SECONDS,
      httpOnly: true,
      ...rest,
    },
    { name: MARKER_COOKIE, value: mark, path: '/', maxAge: KEPT_SECONDS, httpOnly: false, ...rest },
    { name: FRESH_COOKIE, value: '1', path: '/', maxAge: freshSeconds, httpOnly: false, ...rest },
  ]
}

/** The cookie of a sign-in that still wants a code, or, with an empty token, of one that is over. */
export function secondStepCookie(token: string, seconds: number, secure: boolean): Cookie {
  const { sameSite, path } = { sameSite: 'lax', path: '/api/session' } as const
  return { name: SECOND_STEP_COOKIE, value: token, path, maxAge: seconds, httpOnly: true, secure, sameSite }
}

/** The cookie of a sign-in with a provider, or, with an empty verifier, of one that is over. */
export function oauthCookie(verifier: string, secure: boolean): Cookie {
  const { sameSite, path } = { sameSite: 'lax', path: '/api/session' } as const
  const maxAge = verifier ? OAUTH_SECONDS : 0
  return { name: OAUTH_COOKIE, value: verifier, path, maxAge, httpOnly: true, secure, sameSite }
}

/** The cookies that end a session in the browser. */
export function endedSessionCookies(secure: boolean): Cookie[] {
  const none = { accessToken: '', refreshToken: '', accessSeconds: 0 }
  return sessionCookies(none, secure, '').map(cookie => ({ ...cookie, value: '', maxAge: 0 }))
}

/**
 * True when the browser talks to us over https, also when a proxy ends the encryption in front of us: by ORION_DASHBOARD_URL, or
 * as the proxy says.
 */
export function isSecure(request: Request): boolean {
  if (isOverHttps()) return true
  const forwarded = request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim()
  return (forwarded ?? new URL(request.url).protocol.replace(':', '')) === 'https'
}
