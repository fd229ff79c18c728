import type { NextRequest } from 'next/server'
import { ACCESS_COOKIE, REFRESH_COOKIE } from '#session/cookies.ts'
import { signOut } from '#session/gateway-auth.ts'
import { isFromDashboard, refuseForeign } from '#session/same-origin.ts'
import { readSecretCookie } from '#session/secret-cookies.ts'
import { endSession } from '#session/session-response.ts'

/** Ends the session at the gateway and in the browser. */
export async function POST(request: NextRequest): Promise<Response> {
  if (!isFromDashboard(request)) return refuseForeign()
  const refreshToken = readSecretCookie(request, REFRESH_COOKIE)
  if (refreshToken) await signOut(request, readSecretCookie(request, ACCESS_COOKIE), refreshToken)
  return endSession(request, { signedOut: true })
}
