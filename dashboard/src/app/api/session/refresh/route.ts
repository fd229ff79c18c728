import type { NextRequest } from 'next/server'
import { REFRESH_COOKIE } from '#session/cookies.ts'
import { renew } from '#session/gateway-auth.ts'
import { createRenewOnce } from '#session/renew-once.ts'
import { isFromDashboard, refuseForeign } from '#session/same-origin.ts'
import { readSecretCookie } from '#session/secret-cookies.ts'
import { answerWithSession, endSession } from '#session/session-response.ts'

const renewOnce = createRenewOnce()

/** Renews the session. 401 means it is over; 502 that it may go on once the gateway is back. */
export async function POST(request: NextRequest): Promise<Response> {
  if (!isFromDashboard(request)) return refuseForeign()
  const refreshToken = readSecretCookie(request, REFRESH_COOKIE)
  if (!refreshToken) return endSession(request, { message: 'There is no session to renew; sign in.' }, 401)
  const result = await renewOnce(refreshToken, () => renew(request, refreshToken))
  if (result.kind === 'refused' && result.status !== 429)
    return endSession(request, { message: result.message }, 401)
  return answerWithSession(request, result, { renewed: true })
}
