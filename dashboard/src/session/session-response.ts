import { NextResponse } from 'next/server'
import { type Cookie, endedSessionCookies, isSecure, sessionCookies } from './cookies.ts'
import type { AuthResult } from './gateway-auth.ts'

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
 * Answers a request for tokens: 200 with the session's cookies, the gateway's own refusal, or 502 when it cannot be
 * reached. A refusal leaves the cookies as they are.
 */
export function answerWithSession(request: Request, result: AuthResult, body: object): NextResponse {
  switch (result.kind) {
    case 'tokens':
      return withCookies(
        NextResponse.json(body),
        sessionCookies(result.tokens, isSecure(request), crypto.randomUUID()),
      )
    case 'refused': {
      const headers = result.retryAfter ? { 'retry-after': result.retryAfter } : undefined
      return NextResponse.json(
        { message: result.message, code: 'REFUSED' },
        { status: result.status, headers },
      )
    }
    case 'unreachable':
      return NextResponse.json({ message: result.message, code: 'GATEWAY_UNAVAILABLE' }, { status: 502 })
  }
}
