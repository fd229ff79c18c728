import { z } from 'zod'
import { gatewayAddresses } from '../configuration.ts'
import type { Tokens } from './cookies.ts'

const tokenAnswer = z
  .object({
    accessToken: z.string().min(1),
    refreshToken: z.string().min(1),
    /** Of the access token, in seconds. */
    expiresIn: z.number().positive(),
  })
  .transform(({ accessToken, refreshToken, expiresIn }) => ({
    kind: 'tokens' as const,
    tokens: { accessToken, refreshToken, accessSeconds: expiresIn },
  }))

const secondStepAnswer = z
  .object({ mfaRequired: z.literal(true), mfaToken: z.string().min(1), expiresIn: z.number().positive() })
  .transform(({ mfaToken, expiresIn }) => ({
    kind: 'second step' as const,
    token: mfaToken,
    seconds: expiresIn,
  }))

const signInAnswer = z.union([tokenAnswer, secondStepAnswer])
const oauthAnswer = z.union([
  z
    .object({ linked: z.string(), next: z.string() })
    .transform(({ next }) => ({ kind: 'linked' as const, next })),
  z.looseObject({ next: z.string() }).transform(answer => ({
    kind: 'signed in' as const,
    next: answer.next,
    result: signInAnswer.parse(answer),
  })),
])

const errorAnswer = z.object({
  error: z.object({ code: z.string(), message: z.string(), field: z.array(z.string()).optional() }),
})

/** What the gateway has against a request that is the user's to mend. */
export interface Refusal {
  kind: 'refused'
  status: number
  code: string
  message: string
  /** Path of the value it is about. */
  field?: string[]
  retryAfter: string | null
}

export interface Unreachable {
  kind: 'unreachable'
  message: string
}

/** What a sign-in gives: tokens, or a second step that asks for a code. */
export type SignInResult =
  | { kind: 'tokens'; tokens: Tokens }
  | { kind: 'second step'; token: string; seconds: number }

/** What came of asking the gateway for tokens. */
export type AuthResult = SignInResult | Refusal | Unreachable

/** What came of a provider's sign-in, and the page that was asked for. */
export type OauthResult =
  | { kind: 'signed in'; next: string; result: SignInResult }
  | { kind: 'linked'; next: string }
  | Refusal
  | Unreachable

/** Asks for tokens with an e-mail address or username and a password. */
export function signIn(request: Request, identifier: string, password: string): Promise<AuthResult> {
  return askForTokens(request, 'login', { identifier, password })
}

/** Asks for tokens with the token of the first step and a code of the app, or a recovery code. */
export function signInWithCode(request: Request, mfaToken: string, code: string): Promise<AuthResult> {
  return askForTokens(request, 'login/mfa', { mfaToken, code })
}

/** Makes the account somebody was invited to, and asks for its tokens. */
export function acceptInvitation(request: Request, input: object): Promise<AuthResult> {
  return askForTokens(request, 'accept-invitation', input)
}

/** Takes the outcome of a provider's sign-in: with the verifier of who signs in, or as the user who wanted to link. */
export async function finishOauth(
  request: Request,
  code: string,
  verifier: string | undefined,
  accessToken: string | undefined,
): Promise<OauthResult> {
  const result = await askAuth(
    request,
    'oauth/finish',
    { code, verifier },
    verifier ? undefined : accessToken,
  )
  if (result.kind !== 'answer') return result
  const parsed = oauthAnswer.safeParse(result.answer)
  return parsed.success ? parsed.data : { kind: 'unreachable', message: 'The gateway sent no tokens.' }
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
  await post(request, 'logout', { refreshToken }, accessToken).catch(() => undefined)
}

async function askForTokens(request: Request, route: string, body: object): Promise<AuthResult> {
  const result = await askAuth(request, route, body)
  if (result.kind !== 'answer') return result
  const parsed = signInAnswer.safeParse(result.answer)
  return parsed.success ? parsed.data : { kind: 'unreachable', message: 'The gateway sent no tokens.' }
}

/** Asks one of the gateway's routes under /api/v1/auth, most of which need no sign-in. */
export async function askAuth(
  request: Request,
  route: string,
  body: object,
  accessToken?: string,
): Promise<{ kind: 'answer'; answer: unknown } | Refusal | Unreachable> {
  try {
    const response = await post(request, route, body, accessToken)
    const answer: unknown = await response.json().catch(() => null)
    if (response.ok) return { kind: 'answer', answer }
    if (response.status >= 500)
      return { kind: 'unreachable', message: `The gateway answered with ${response.status}.` }
    const said = errorAnswer.safeParse(answer)
    return {
      kind: 'refused',
      status: response.status,
      code: 'REFUSED',
      message: `The gateway refused with ${response.status}.`,
      ...(said.success && said.data.error),
      retryAfter: response.headers.get('retry-after'),
    }
  } catch {
    return { kind: 'unreachable', message: 'The gateway cannot be reached.' }
  }
}

function post(request: Request, route: string, body: object, accessToken?: string) {
  return fetch(`${gatewayAddresses().gatewayUrl}/api/v1/auth/${route}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(accessToken && { authorization: `Bearer ${accessToken}` }),
      ...forwardedHeaders(request),
    },
    body: JSON.stringify(body),
    cache: 'no-store',
    signal: AbortSignal.timeout(10_000),
  })
}

const waysInAnswer = z.object({
  providers: z.array(z.object({ name: z.string(), title: z.string() })),
  openRegistration: z.boolean(),
})

/** How one comes in besides by a password. */
export type WaysIn = z.infer<typeof waysInAnswer>

/** How one comes in besides by a password, as the gateway told within the last minute; no way while it cannot tell. */
export async function waysIn(): Promise<WaysIn> {
  try {
    const response = await fetch(`${gatewayAddresses().gatewayUrl}/api/v1/auth/oauth`, {
      next: { revalidate: 60 },
      signal: AbortSignal.timeout(2_000),
    })
    return waysInAnswer.parse(await response.json())
  } catch {
    return { providers: [], openRegistration: false }
  }
}

/** What the gateway should know of the browser behind a request: its address (see peer-address.ts), its name, the id of its trace. */
export function forwardedHeaders(request: Request): Record<string, string> {
  const names = ['x-forwarded-for', 'user-agent', 'x-request-id', 'traceparent']
  return Object.fromEntries(
    names.flatMap(name => {
      const value = request.headers.get(name)
      return value ? [[name, value]] : []
    }),
  )
}
