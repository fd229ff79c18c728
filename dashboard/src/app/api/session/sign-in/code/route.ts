import type { NextRequest } from 'next/server'
import { z } from 'zod'
import { SECOND_STEP_COOKIE } from '#session/cookies.ts'
import { signInWithCode } from '#session/gateway-auth.ts'
import { readForm } from '#session/read-body.ts'
import { redirectTarget } from '#session/redirect-target.ts'
import { isFromDashboard, refuseForeign } from '#session/same-origin.ts'
import { readSecretCookie } from '#session/secret-cookies.ts'
import { answerWithPasswordSession } from '#session/session-response.ts'

const input = z.object({ code: z.string().trim().min(1).max(64), next: z.string().optional() })

/** Ends a sign-in with a code of the user's app, or a recovery code. */
export async function POST(request: NextRequest): Promise<Response> {
  if (!isFromDashboard(request)) return refuseForeign()
  const body = input.safeParse(await readForm(request))
  if (!body.success) return Response.json({ message: 'Enter the code.', field: ['code'] }, { status: 400 })
  const token = readSecretCookie(request, SECOND_STEP_COOKIE)
  if (!token) {
    const message = 'The sign-in took too long. Start again.'
    return Response.json({ message, code: 'SIGN_IN_EXPIRED' }, { status: 401 })
  }
  const { code, next } = body.data
  return answerWithPasswordSession(request, await signInWithCode(request, token, code), {
    redirectTo: redirectTarget(next),
  })
}
