import * as z from 'zod'
import { parseJson, readText, sendRequest } from '../api/http.ts'
import { errorOfAnswer } from '../api/rest-error.ts'
import { CommandError } from '../errors.ts'
import { ExitCode } from '../exit-codes.ts'
import { type Credentials, signedInUser } from './credential-store.ts'

/** What a sign-in and a refresh answer with. */
const grant = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1),
  /** Seconds until the access token ends. */
  expiresIn: z.number().positive(),
  user: signedInUser,
})

/** The account has a second factor: a code has to follow. */
const secondStep = z.object({ mfaRequired: z.literal(true), mfaToken: z.string().min(1) })

/**
 * Signs in with an e-mail address or a user name. Gives a token for {@link loginWithCode} where the account asks for a
 * code besides. Throws AuthError when they do not fit.
 */
export async function login(
  gateway: string,
  input: { identifier: string; password: string },
  signal: AbortSignal,
): Promise<Credentials | { mfaToken: string }> {
  const answer = await request('The sign-in', gateway, 'login', input, signal)
  const step = secondStep.safeParse(parseJson(answer.text))
  return step.success ? { mfaToken: step.data.mfaToken } : readGrant('The sign-in', gateway, answer)
}

/** Ends a sign-in with a code of the authenticator app, or a recovery code. Throws AuthError when it is wrong. */
export async function loginWithCode(
  gateway: string,
  input: { mfaToken: string; code: string },
  signal: AbortSignal,
): Promise<Credentials> {
  return requestGrant('The sign-in', gateway, 'login/mfa', input, signal)
}

/** Trades a refresh token for new tokens; the old one is worth nothing afterwards. */
export async function refresh(
  gateway: string,
  refreshToken: string,
  signal: AbortSignal,
): Promise<Credentials> {
  return requestGrant('The renewal of the session', gateway, 'refresh', { refreshToken }, signal)
}

/** Ends the session at the gateway. */
export async function logout(credentials: Credentials, signal: AbortSignal): Promise<void> {
  const response = await sendRequest(`${credentials.gateway}/api/v1/auth/logout`, {
    method: 'POST',
    headers: { authorization: `Bearer ${credentials.accessToken}` },
    body: { refreshToken: credentials.refreshToken },
    signal,
  })
  const text = await readText(response, signal)
  if (!response.ok) throw errorOfAnswer('The sign-out', response, text)
}

/** What a sign-in route answered, whatever its status. */
export interface AuthAnswer {
  response: Response
  text: string
  askedAtMs: number
}

/** Sends one request to a route of the sign-in. */
export async function postAuth(
  gateway: string,
  route: string,
  body: unknown,
  signal: AbortSignal,
): Promise<AuthAnswer> {
  const askedAtMs = Date.now()
  const response = await sendRequest(`${gateway}/api/v1/auth/${route}`, { method: 'POST', body, signal })
  return { response, text: await readText(response, signal), askedAtMs }
}

/** Reads the tokens of an answer. Throws CommandError when it holds none. */
export function readGrant(doing: string, gateway: string, { text, askedAtMs }: AuthAnswer): Credentials {
  const { expiresIn, ...tokens } = readAnswer(doing, gateway, grant, parseJson(text), 'tokens')
  return { gateway, ...tokens, expiresAtMs: askedAtMs + expiresIn * 1000 }
}

/** Reads an answer. Throws CommandError when it is something else than what was expected. */
export function readAnswer<Value>(
  doing: string,
  gateway: string,
  schema: z.ZodType<Value>,
  body: unknown,
  expected: string,
): Value {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new CommandError(ExitCode.apiError, `${doing} was answered with something else than ${expected}.`, {
    hint: `${gateway} is no Orion gateway, or of another version than this command.`,
  })
}

async function requestGrant(
  doing: string,
  gateway: string,
  route: string,
  body: unknown,
  signal: AbortSignal,
): Promise<Credentials> {
  return readGrant(doing, gateway, await request(doing, gateway, route, body, signal))
}

async function request(
  doing: string,
  gateway: string,
  route: string,
  body: unknown,
  signal: AbortSignal,
): Promise<AuthAnswer> {
  const answer = await postAuth(gateway, route, body, signal)
  if (!answer.response.ok) throw errorOfAnswer(doing, answer.response, answer.text)
  return answer
}
