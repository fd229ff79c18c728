import type { NextRequest } from 'next/server'
import { gatewayAddresses } from '#configuration.ts'
import { ACCESS_COOKIE } from '#session/cookies.ts'
import { isFromDashboard, refuseForeign } from '#session/same-origin.ts'
import { readSecretCookie } from '#session/secret-cookies.ts'

/**
 * Hands the page what its live connection needs: the gateway's socket address and the access token for
 * `connection_init`. The token lives some minutes, stays in the page's memory, and the refresh token is never given.
 */
export function POST(request: NextRequest): Response {
  if (!isFromDashboard(request)) return refuseForeign()
  const token = readSecretCookie(request, ACCESS_COOKIE)
  if (!token) return Response.json({ message: 'The session must be renewed first.' }, { status: 401 })
  return Response.json(
    { token, url: gatewayAddresses().publicWebSocketUrl },
    { headers: { 'cache-control': 'no-store' } },
  )
}
