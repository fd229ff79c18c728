import { z } from 'zod'
import { acceptInvitation } from '#session/gateway-auth.ts'
import { readForm } from '#session/read-body.ts'
import { isFromDashboard, refuseForeign } from '#session/same-origin.ts'
import { answerWithSession } from '#session/session-response.ts'

const input = z.object({
  token: z.string().min(1).max(200),
  name: z.string().max(400),
  username: z.string().max(100),
  password: z.string().min(1).max(1024),
})

/** Makes the account somebody was invited to, and signs them in. */
export async function POST(request: Request): Promise<Response> {
  if (!isFromDashboard(request)) return refuseForeign()
  const body = input.safeParse(await readForm(request))
  if (!body.success) return Response.json({ message: 'Fill in all fields.' }, { status: 400 })
  return answerWithSession(request, await acceptInvitation(request, body.data), { redirectTo: '/' })
}
