import { type NextRequest, NextResponse } from 'next/server'
import { ACCESS_COOKIE, isSecure, OAUTH_COOKIE, oauthCookie } from '#session/cookies.ts'
import { finishOauth } from '#session/gateway-auth.ts'
import { redirectTarget } from '#session/redirect-target.ts'
import { cookiesOf } from '#session/session-response.ts'

/**
 * Where a provider's sign-in ends: takes its outcome by a code that works once, for this browser alone, and leads on. It
 * is a navigation, so what went wrong is told by the page that it leads to.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const parameters = request.nextUrl.searchParams
  const verifier = request.cookies.get(OAUTH_COOKIE)?.value
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
  const outcome = await finishOauth(request, code, verifier, request.cookies.get(ACCESS_COOKIE)?.value)
  if (outcome.kind === 'refused') return failed(outcome.code)
  if (outcome.kind === 'unreachable') return failed('GATEWAY_UNAVAILABLE')
  const next = redirectTarget(outcome.next)
  if (outcome.kind === 'linked') return leadTo(next)
  const { result } = outcome
  const response = leadTo(
    result.kind === 'tokens' ? next : `/sign-in?code=1&next=${encodeURIComponent(next)}`,
  )
  for (const cookie of cookiesOf(request, result)) response.cookies.set(cookie)
  return response
}
