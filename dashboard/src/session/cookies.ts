/** The access token, for the route handlers under /api. */
export const ACCESS_COOKIE = 'orion_access'
/** The refresh token, for the session routes. */
export const REFRESH_COOKIE = 'orion_refresh'
/** Says that there is a session, and which tokens it has: another value means other tokens. No secret. */
export const MARKER_COOKIE = 'orion_session'
/**
 * There as long as the access token needs no renewal. The browser itself counts its time down, so that clocks that
 * differ do no harm. No secret.
 */
export const FRESH_COOKIE = 'orion_fresh'

/** Stands for a sign-in that still wants a code; for the session routes. */
export const SECOND_STEP_COOKIE = 'orion_second_step'

/** The verifier of a sign-in with a provider that was begun in this browser. */
export const OAUTH_COOKIE = 'orion_oauth_verifier'
/** How long somebody may stay at the provider. */
const OAUTH_SECONDS = 600

/** Renew this long before the access token expires. */
const MARGIN_SECONDS = 60

/** Where the routes are that make, renew and end sessions. */
const SESSION_ROUTES = '/api/session'

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

/**
 * What a cookie that no script can read is called. Over https browsers take the prefix from this host alone (RFC 6265bis, 4.1.3.2):
 * else a page of a neighbouring name, such as pages.example beside orion.pages.example, could slip its own session in, in
 * which people would then work for somebody else.
 */
export const secretCookieName = (name: string, secure: boolean) => (secure ? `__Host-${name}` : name)

/** A cookie that no script can read; over https it is of the whole host, as its prefix demands. */
function secretCookie(
  { name, value, path, maxAge }: Pick<Cookie, 'name' | 'value' | 'path' | 'maxAge'>,
  secure: boolean,
): Cookie {
  return {
    name: secretCookieName(name, secure),
    value,
    path: secure ? '/' : path,
    maxAge,
    httpOnly: true,
    secure,
    sameSite: 'lax',
  }
}

/** The cookies of a session that begins or goes on; `mark` tells these tokens from others. */
export function sessionCookies(tokens: Tokens, secure: boolean, mark: string): Cookie[] {
  const { accessToken, refreshToken, accessSeconds } = tokens
  const freshSeconds = Math.max(0, Math.floor(accessSeconds - MARGIN_SECONDS))
  const open = { path: '/', httpOnly: false, secure, sameSite: 'lax' } as const
  return [
    secretCookie({ name: ACCESS_COOKIE, value: accessToken, path: '/api', maxAge: accessSeconds }, secure),
    secretCookie(
      { name: REFRESH_COOKIE, value: refreshToken, path: SESSION_ROUTES, maxAge: KEPT_SECONDS },
      secure,
    ),
    { name: MARKER_COOKIE, value: mark, maxAge: KEPT_SECONDS, ...open },
    { name: FRESH_COOKIE, value: '1', maxAge: freshSeconds, ...open },
  ]
}

/** The cookie of a sign-in that still wants a code, or, with an empty token, of one that is over. */
export function secondStepCookie(token: string, seconds: number, secure: boolean): Cookie {
  return secretCookie(
    { name: SECOND_STEP_COOKIE, value: token, path: SESSION_ROUTES, maxAge: seconds },
    secure,
  )
}

/** The cookie of a sign-in with a provider, or, with an empty verifier, of one that is over. */
export function oauthCookie(verifier: string, secure: boolean): Cookie {
  const maxAge = verifier ? OAUTH_SECONDS : 0
  return secretCookie({ name: OAUTH_COOKIE, value: verifier, path: SESSION_ROUTES, maxAge }, secure)
}

/** The cookies that end a session in the browser. */
export function endedSessionCookies(secure: boolean): Cookie[] {
  const none = { accessToken: '', refreshToken: '', accessSeconds: 0 }
  return sessionCookies(none, secure, '').map(cookie => ({ ...cookie, value: '', maxAge: 0 }))
}
