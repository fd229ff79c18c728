import type { NextRequest } from 'next/server'
import { gatewayAddresses } from '#configuration.ts'
import { ACCESS_COOKIE } from '#session/cookies.ts'
import { forwardedHeaders } from '#session/gateway-auth.ts'
import { readBytes } from '#session/read-body.ts'
import { isFromDashboard, refuseForeign } from '#session/same-origin.ts'
import { readSecretCookie } from '#session/secret-cookies.ts'

const MAX_BYTES = 1024 * 1024

/** Keeps the picture in the body as the viewer's. The gateway looks at what it is. */
export function PUT(request: NextRequest): Promise<Response> {
  return passOn(request, 'PUT')
}

/** Takes the viewer's picture away. */
export function DELETE(request: NextRequest): Promise<Response> {
  return passOn(request, 'DELETE')
}

async function passOn(request: NextRequest, method: 'PUT' | 'DELETE'): Promise<Response> {
  if (!isFromDashboard(request)) return refuseForeign()
  const token = readSecretCookie(request, ACCESS_COOKIE)
  if (!token) return Response.json({ message: 'The session must be renewed first.' }, { status: 401 })
  const body = method === 'PUT' ? await readBytes(request, MAX_BYTES) : undefined
  if (body === null) return Response.json({ message: 'The picture is larger than 1 MB.' }, { status: 413 })
  try {
    const answer = await fetch(`${gatewayAddresses().gatewayUrl}/api/v1/identity/users/me/avatar`, {
      method,
      headers: {
        ...forwardedHeaders(request),
        'content-type': request.headers.get('content-type') ?? 'application/octet-stream',
        authorization: `Bearer ${token}`,
      },
      body,
      cache: 'no-store',
      signal: AbortSignal.timeout(15_000),
    })
    if (answer.ok) return Response.json({})
    return Response.json({ message: 'Orion did not take the picture.' }, { status: answer.status })
  } catch {
    return Response.json({ message: 'The gateway cannot be reached.' }, { status: 502 })
  }
}
