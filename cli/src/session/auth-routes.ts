import * as z from 'zod'
import { parseJson, readText, sendRequest } from '../api/http.ts'
import { errorOfAnswer } from '../api/rest-error.ts'
import { CommandError } from '../errors.ts'
import { ExitCode } from '../exit-codes.ts'
import type { Credentials } from './credential-store.ts'

/** What a sign-in and a refresh answer with. */
const grant = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1),
  /** Seconds until the access token ends. */
  expiresIn: z.number().positive(),
  user: z.object({
    id: z.string(),
    name: z.string(),
    username: z.string(),
    email: z.string().nullable(),
    role: z.string(),
  }),
})

/** Signs in with an e-mail address or a user name. Throws AuthError when they do not fit. */
export async function login(
  gateway: string,
  input: { identifier: string; password: string },
  signal: AbortSignal,
): Promise<Credentials> {
  return requestGrant('The sign-in', gateway, 'login', input, signal)
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

async function requestGrant(
  doing: string,
  gateway: string,
  route: string,
  body: unknown,
  signal: AbortSignal,
): Promise<Credentials> {
  const askedAtMs = Date.now()
  const response = await sendRequest(`${gateway}/api/v1/auth/${route}`, { method: 'POST', body, signal })
  const text = await readText(response, signal)
  if (!response.ok) throw errorOfAnswer(doing, response, text)
  const parsed = grant.safeParse(parseJson(text))
  if (!parsed.success)
    throw new CommandError(ExitCode.apiError, `${doing} was answered with something else than tokens.`, {
      hint: `${gateway} is no Orion gateway, or of another version than this command.`,
    })
  const { expiresIn, ...tokens } = parsed.data
  return { gateway, ...tokens, expiresAtMs: askedAtMs + expiresIn * 1000 }
}
