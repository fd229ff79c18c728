import { z } from 'zod'
import { gatewayAddresses } from '../configuration.ts'
import type { Tokens } from './cookies.ts'

const tokenAnswer = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1),
  /** Of the access token, in seconds. */
  expiresIn: z.number().positive(),
})

const errorAnswer = z.object({ error: z.object({ message: z.string() }) })

/** What came of asking the gateway for tokens. `refused` is the user's to mend, `unreachable` is not. */
export type AuthResult =
  | { kind: 'tokens'; tokens: Tokens }
  | { kind: 'refused'; status: number; message: string; retryAfter: string | null }
  | { kind: 'unreachable'; message: string }

/** Asks for tokens with an e-mail address or username and a password. */
export function signIn(request: Request, identifier: string, password: string): Promise<AuthResult> {
  return askForTokens(request, 'login', { identifier, password })
}

/** Exchanges a refresh token, which is used up by it, for new tokens. */
export function renew(request: Request, refreshToken: string): Promise<AuthResult> {
  return askForTokens(request, 'refresh', { refreshToken })
}

/** Ends the session at the gateway. Failing is no reason to keep anybody signed in here, so nothing is thrown. */
export async function signOut(
  request: Request,
  accessToken: string | undefined,
  refreshToken: string,
): Promise<void> {
  const authorization: Record<string, string> = accessToken ? { authorization: `Bearer ${accessToken}` } : {}
  await post(request, 'logout', { refreshToken }, authorization).catch(() => undefined)
}

async function askForTokens(
  request: Request,
  route: string,
  body: Record<string, string>,
): Promise<AuthResult> {
  try {
    const response = await post(request, route, body)
    const answer: unknown = await response.json().catch(() => null)
    if (response.ok) {
      const { accessToken, refreshToken, expiresIn } = tokenAnswer.parse(answer)
      const tokens = { accessToken, refreshToken, accessSeconds: expiresIn }
      return { kind: 'tokens', tokens }
    }
    if (response.status >= 500)
      return { kind: 'unreachable', message: `The gateway answered with ${response.status}.` }
    const said = errorAnswer.safeParse(answer)
    const message = said.success ? said.data.error.message : `The gateway refused with ${response.status}.`
    return {
      kind: 'refused',
      status: response.status,
      message,
      retryAfter: response.headers.get('retry-after'),
    }
  } catch (cause) {
    const message =
      cause instanceof z.ZodError ? 'The gateway sent no tokens.' : 'The gateway cannot be reached.'
    return { kind: 'unreachable', message }
  }
}

function post(
  request: Request,
  route: string,
  body: Record<string, string>,
  headers: Record<string, string> = {},
) {
  return fetch(`${gatewayAddresses().gatewayUrl}/api/v1/auth/${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers, ...forwardedHeaders(request) },
    body: JSON.stringify(body),
    cache: 'no-store',
    signal: AbortSignal.timeout(10_000),
  })
}

/** What the gateway should know of the browser behind a request: its address, its name, the id of its trace. */
export function forwardedHeaders(request: Request): Record<string, string> {
  const names = ['x-forwarded-for', 'user-agent', 'x-request-id', 'traceparent']
  return Object.fromEntries(
    names.flatMap(name => {
      const value = request.headers.get(name)
      return value ? [[name, value]] : []
    }),
  )
}
