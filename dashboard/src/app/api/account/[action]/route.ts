import { z } from 'zod'
import { askAuth } from '#session/gateway-auth.ts'
import { readForm } from '#session/read-body.ts'
import { isFromDashboard, refuseForeign } from '#session/same-origin.ts'
import { answerWithFailure } from '#session/session-response.ts'

const text = (characters: number) => z.string().min(1).max(characters)
const token = text(200)
const password = text(1024)

/** What can be done without a session, by the name of the gateway's route for it. */
const actions = new Map<string, z.ZodObject>([
  ['forgot-password', z.object({ email: text(320) })],
  ['reset-password', z.object({ token, password })],
  ['verify-email', z.object({ token, password: password.optional() })],
  ['unsubscribe', z.object({ token: text(1000) })],
  ['invitation', z.object({ token })],
  ['register', z.object({ email: text(320), username: text(100), name: text(400), password })],
])

/** Passes on what people without a session may do with an account. Nothing of it is kept or logged here. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ action: string }> },
): Promise<Response> {
  if (!isFromDashboard(request)) return refuseForeign()
  const { action } = await params
  const input = actions.get(action)
  if (!input) return Response.json({ message: 'There is no such action.' }, { status: 404 })
  const body = input.safeParse(await readForm(request))
  if (!body.success) return Response.json({ message: 'Fill in all fields.' }, { status: 400 })
  const result = await askAuth(request, action, body.data)
  if (result.kind !== 'answer') return answerWithFailure(result)
  return Response.json(result.answer ?? {}, { headers: { 'cache-control': 'no-store' } })
}
