import { z } from 'zod'
import { signIn } from '#session/gateway-auth.ts'
import { readForm } from '#session/read-body.ts'
import { redirectTarget } from '#session/redirect-target.ts'
import { isFromDashboard, refuseForeign } from '#session/same-origin.ts'
import { answerWithPasswordSession } from '#session/session-response.ts'

const input = z.object({
  login: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(1024),
  next: z.string().optional(),
})

/** Signs in: sets the session's cookies and says where to go, which is always a page of this dashboard. */
export async function POST(request: Request): Promise<Response> {
  if (!isFromDashboard(request)) return refuseForeign()
  const body = input.safeParse(await readForm(request))
  if (!body.success) {
    return Response.json(
      { message: 'Enter your e-mail address or username and your password.' },
      { status: 400 },
    )
  }
  const { login, password, next } = body.data
  return answerWithPasswordSession(request, await signIn(request, login, password), {
    redirectTo: redirectTarget(next),
  })
}
