import type { NextRequest } from 'next/server'
import { gatewayAddresses } from '#configuration.ts'
import { ACCESS_COOKIE } from '#session/cookies.ts'
import { forwardedHeaders } from '#session/gateway-auth.ts'
import { readBytes } from '#session/read-body.ts'
import { isFromDashboard, refuseForeign } from '#session/same-origin.ts'
import { readSecretCookie } from '#session/secret-cookies.ts'

const MAX_BODY_BYTES = 256 * 1024
/** The gateway gives up on services long before; one that says nothing at all this long is as good as gone. */
const ANSWER_WITHIN_MS = 30_000
const PASSED_BACK = ['content-type', 'retry-after', 'x-request-id']

/**
 * The page's way to the graph: passes an operation on to the gateway with the access token from the cookie, which no
 * script can read, and streams the answer back. Server-sent events pass as they are.
 */
export async function POST(request: NextRequest): Promise<Response> {
  if (!isFromDashboard(request)) return refuseForeign()
  const token = readSecretCookie(request, ACCESS_COOKIE)
  if (!token) return graphError(401, 'UNAUTHENTICATED', 'The session must be renewed.')
  const body = await readBytes(request, MAX_BODY_BYTES)
  if (!body) return graphError(413, 'TOO_LARGE', `Operations may have ${MAX_BODY_BYTES} bytes.`)

  const gateway = new AbortController()
  const timer = setTimeout(() => gateway.abort(), ANSWER_WITHIN_MS)
  try {
    const answer = await fetch(`${gatewayAddresses().gatewayUrl}/graphql`, {
      method: 'POST',
      headers: {
        ...forwardedHeaders(request),
        'content-type': 'application/json',
        accept: request.headers.get('accept') ?? 'application/json',
        authorization: `Bearer ${token}`,
      },
      body,
      cache: 'no-store',
      signal: AbortSignal.any([request.signal, gateway.signal]),
    })
    const headers = new Headers({ 'cache-control': 'no-store, no-transform' })
    for (const name of PASSED_BACK) {
      const value = answer.headers.get(name)
      if (value) headers.set(name, value)
    }
    return new Response(answer.body, { status: answer.status, headers })
  } catch {
    return graphError(502, 'GATEWAY_UNAVAILABLE', 'The gateway cannot be reached.')
  } finally {
    clearTimeout(timer)
  }
}

function graphError(status: number, code: string, message: string): Response {
  return Response.json({ errors: [{ message, extensions: { code } }] }, { status })
}
