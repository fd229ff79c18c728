import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod'
import { parseJson } from '../api/http.ts'
import { errorOfAnswer } from '../api/rest-error.ts'
import { AuthError, CommandError, UnreachableError } from '../errors.ts'
import { ExitCode } from '../exit-codes.ts'
import { postAuth, readAnswer, readGrant } from './auth-routes.ts'
import type { Credentials } from './credential-store.ts'

/** How much longer to wait between two questions from the time the gateway asks for it (RFC 8628, section 3.5). */
const slowDownSeconds = 5

const webAddress = z.url({ protocol: /^https?$/ })
const deviceLogin = z.object({
  deviceCode: z.string().min(1),
  userCode: z.string().min(1),
  verificationUri: webAddress,
  verificationUriComplete: webAddress,
  /** Seconds for which the code holds. */
  expiresIn: z.number().positive(),
  /** Seconds to wait between two questions. */
  interval: z.number().positive(),
})
/** A sign-in that waits for somebody to approve it in a browser. */
export type DeviceLogin = z.infer<typeof deviceLogin> & { expiresAtMs: number }

const refusal = z.object({
  error: z.object({ code: z.string(), interval: z.number().positive().optional() }),
})

/** Asks for a code that lets this device in once a user approved it (RFC 8628, section 3.1). */
export async function beginDeviceLogin(gateway: string, signal: AbortSignal): Promise<DeviceLogin> {
  const { response, text, askedAtMs } = await postAuth(gateway, 'device', {}, signal)
  if (!response.ok) throw errorOfAnswer('The sign-in', response, text)
  const login = readAnswer('The sign-in', gateway, deviceLogin, parseJson(text), 'a code')
  return { ...login, expiresAtMs: askedAtMs + login.expiresIn * 1000 }
}

/**
 * Asks at the interval the gateway wants whether somebody approved, until somebody did. A gateway that is away, or
 * asked too often, is asked less often.
 *
 * Throws AuthError when the sign-in was denied or its code has run out.
 */
export async function awaitApproval(
  gateway: string,
  { deviceCode, interval, expiresAtMs }: DeviceLogin,
  signal: AbortSignal,
): Promise<Credentials> {
  for (let waitSeconds = interval; ; ) {
    if (Date.now() + waitSeconds * 1000 > expiresAtMs) throw codeRanOut()
    await pause(waitSeconds * 1000, undefined, { signal })
    const step = await poll(gateway, deviceCode, signal)
    if ('accessToken' in step) return step
    if (step.slower) waitSeconds = step.intervalSeconds ?? waitSeconds + slowDownSeconds
  }
}

async function poll(
  gateway: string,
  deviceCode: string,
  signal: AbortSignal,
): Promise<Credentials | { slower: boolean; intervalSeconds?: number | undefined }> {
  try {
    const answer = await postAuth(gateway, 'device/token', { deviceCode }, signal)
    if (answer.response.ok) return readGrant('The sign-in', gateway, answer)
    const said = refusal.safeParse(parseJson(answer.text)).data?.error
    if (said?.code === 'AUTHORIZATION_PENDING') return { slower: false }
    if (said?.code === 'SLOW_DOWN') return { slower: true, intervalSeconds: said.interval }
    if (said?.code === 'ACCESS_DENIED') throw new AuthError('The sign-in was denied in the browser.')
    if (said?.code === 'EXPIRED_TOKEN') throw codeRanOut()
    throw errorOfAnswer('The sign-in', answer.response, answer.text)
  } catch (error) {
    if (error instanceof UnreachableError || isRateLimit(error)) return { slower: true }
    throw error
  }
}

function isRateLimit(error: unknown): boolean {
  return error instanceof CommandError && error.exitCode === ExitCode.rateLimited
}

function codeRanOut(): AuthError {
  return new AuthError('The code has run out before anybody approved the sign-in.', 'Begin again.')
}
