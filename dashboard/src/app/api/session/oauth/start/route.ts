import { createHash, randomBytes } from 'node:crypto'
import { NextResponse } from 'next/server'
import { z } from 'zod'
import { gatewayAddresses } from '#configuration.ts'
import { oauthCookie } from '#session/cookies.ts'
import { readForm } from '#session/read-body.ts'
import { redirectTarget } from '#session/redirect-target.ts'
import { isFromDashboard, refuseForeign } from '#session/same-origin.ts'
import { isSecure } from '#session/secret-cookies.ts'

const input = z.object({ provider: z.string().regex(/^[a-z]{2,20}$/), next: z.string().optional() })

/** Begins a sign-in with a provider: says where the browser goes, and keeps the verifier of PKCE (RFC 7636) in a cookie. */
export async function POST(request: Request): Promise<Response> {
  if (!isFromDashboard(request)) return refuseForeign()
  const body = input.safeParse(await readForm(request))
  if (!body.success) return Response.json({ message: 'There is no such provider.' }, { status: 400 })
  const verifier = randomBytes(32).toString('base64url')
  const url = new URL(`${gatewayAddresses().publicUrl}/api/v1/auth/oauth/${body.data.provider}`)
  url.searchParams.set('challenge', createHash('sha256').update(verifier).digest('base64url'))
  url.searchParams.set('next', redirectTarget(body.data.next))
  const response = NextResponse.json({ url: url.href }, { headers: { 'cache-control': 'no-store' } })
  response.cookies.set(oauthCookie(verifier, isSecure(request)))
  return response
}
