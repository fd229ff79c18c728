/** The access token; only route handlers under /api ever see it. */
export const ACCESS_COOKIE = 'orion_access'
/** The refresh token; only the session routes ever see it. */
export const REFRESH_COOKIE = 'orion_refresh'
/**
 * When the access token expires, in milliseconds since 1970. Readable by scripts and no secret: pages tell from it
 * that there is a session, and when to renew it.
 */
export const MARKER_COOKIE = 'orion_session'

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

/** The cookies of a session that begins or goes on. `nowMs` is the moment the tokens were issued. */
export function sessionCookies(tokens: Tokens, secure: boolean, nowMs: number): Cookie[] {
  const { accessToken, refreshToken, accessSeconds } = tokens
  const expiresAtMs = String(nowMs + accessSeconds * 1000)
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
    { name: MARKER_COOKIE, value: expiresAtMs, path: '/', maxAge: KEPT_SECONDS, httpOnly: false, ...rest },
  ]
}

/** The cookies that end a session in the browser. */
export function endedSessionCookies(secure: boolean): Cookie[] {
  const none = { accessToken: '', refreshToken: '', accessSeconds: 0 }
  return sessionCookies(none, secure, 0).map(cookie => ({ ...cookie, value: '', maxAge: 0 }))
}

/** True when the browser talks to us over https, also when a proxy ends the encryption in front of us. */
export function isSecure(request: Request): boolean {
  const forwarded = request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim()
  return (forwarded ?? new URL(request.url).protocol.replace(':', '')) === 'https'
}
