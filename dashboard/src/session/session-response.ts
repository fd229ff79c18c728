import { NextResponse } from 'next/server'
import { type Cookie, endedSessionCookies, oauthCookie, secondStepCookie, sessionCookies } from './cookies.ts'
import type { AuthResult, Refusal, SignInResult, Unreachable } from './gateway-auth.ts'
import { isSecure } from './secret-cookies.ts'

/** Puts cookies on an answer that nobody may keep. */
function withCookies(response: NextResponse, cookies: Cookie[]): NextResponse {
  for (const cookie of cookies) response.cookies.set(cookie)
  response.headers.set('cache-control', 'no-store')
  return response
}

/** Answers with `body` and the cookies of a session that ended. */
export function endSession(request: Request, body: object, status = 200): NextResponse {
  return withCookies(NextResponse.json(body, { status }), endedSessionCookies(isSecure(request)))
}

/**
 * Answers a request for tokens: 200 with the session's cookies, 200 with `needsCode` when a code has to follow, the
 * gateway's own refusal, or 502 when it cannot be reached. A refusal leaves the cookies as they are.
 */
export function answerWithSession(request: Request, result: AuthResult, body: object): NextResponse {
  switch (result.kind) {
    case 'tokens':
      return withCookies(NextResponse.json(body), cookiesOf(request, result))
    case 'second step':
      return withCookies(NextResponse.json({ needsCode: true }), cookiesOf(request, result))
    default:
      return answerWithFailure(result)
  }
}

/**
 * The same for a sign-in by password, with or without a code. Who did that has given a provider's sign-in up: left over, it
 * would be taken for the end of a link that follows.
 */
export function answerWithPasswordSession(request: Request, result: AuthResult, body: object): NextResponse {
  const response = answerWithSession(request, result, body)
  if (result.kind === 'tokens') response.cookies.set(oauthCookie('', isSecure(request)))
  return response
}

/** The cookies of what a sign-in gave. */
export function cookiesOf(request: Request, result: SignInResult): Cookie[] {
  const secure = isSecure(request)
  if (result.kind === 'second step')
    return [secondStepCookie(result.token, Math.floor(result.seconds), secure)]
  return [...sessionCookies(result.tokens, secure, crypto.randomUUID()), secondStepCookie('', 0, secure)]
}

/** Answers with the gateway's own refusal, or with 502 when it cannot be reached. */
export function answerWithFailure(failure: Refusal | Unreachable): NextResponse {
  const { message } = failure
  if (failure.kind === 'unreachable')
    return NextResponse.json({ message, code: 'GATEWAY_UNAVAILABLE' }, { status: 502 })
  const { code, field, status, retryAfter } = failure
  const headers = retryAfter ? { 'retry-after': retryAfter } : undefined
  return NextResponse.json({ message, code, field }, { status, headers })
}
