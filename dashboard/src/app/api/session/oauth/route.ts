import { type NextRequest, NextResponse } from 'next/server'
import { ACCESS_COOKIE, OAUTH_COOKIE, oauthCookie } from '#session/cookies.ts'
import { finishOauth, type SignInResult } from '#session/gateway-auth.ts'
import { redirectTarget } from '#session/redirect-target.ts'
import { isSecure, readSecretCookie } from '#session/secret-cookies.ts'
import { cookiesOf } from '#session/session-response.ts'
import { wantsWelcome } from '#session/wants-welcome.ts'

/**
 * Where a provider's sign-in ends: takes its outcome by a code that works once, for this browser alone, and leads on. It
 * is a navigation, so what went wrong is told by the page that it leads to.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const parameters = request.nextUrl.searchParams
  const verifier = readSecretCookie(request, OAUTH_COOKIE)
  const leadTo = (path: string) => {
    // Relative, since behind a proxy only the browser knows this host's name.
    const response = new NextResponse(null, { status: 303, headers: { location: path } })
    response.cookies.set(oauthCookie('', isSecure(request)))
    response.headers.set('cache-control', 'no-store')
    return response
  }
  const failed = (code: string) =>
    leadTo(`${verifier ? '/sign-in' : '/settings/security'}?failed=${encodeURIComponent(code)}`)

  const code = parameters.get('code')
  if (!code) return failed(parameters.get('error') ?? 'FAILED')
  const outcome = await finishOauth(request, code, verifier, readSecretCookie(request, ACCESS_COOKIE))
  if (outcome.kind === 'refused') return failed(outcome.code)
  if (outcome.kind === 'unreachable') return failed('GATEWAY_UNAVAILABLE')
  const next = redirectTarget(outcome.next)
  if (outcome.kind === 'linked') return leadTo(next)
  const { result } = outcome
  const response = leadTo(await pageAfter(request, result, next))
  for (const cookie of cookiesOf(request, result)) response.cookies.set(cookie)
  return response
}

/** The page that comes next: a code, a username and a password to choose, or what was asked for. */
async function pageAfter(request: Request, result: SignInResult, next: string): Promise<string> {
  const onwards = `next=${encodeURIComponent(next)}`
  if (result.kind === 'second step') return `/sign-in?code=1&${onwards}`
  const isOnItsWay = next === '/welcome' || next.startsWith('/welcome?')
  if (isOnItsWay || !(await wantsWelcome(request, result.tokens.accessToken))) return next
  return `/welcome?${onwards}`
}
