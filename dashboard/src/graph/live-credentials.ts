import { z } from 'zod'
import {
  leaveForSignIn,
  needsRenewal,
  postToDashboard,
  renewSession,
  sessionMark,
} from '#session/browser-session.ts'

const credentials = z.object({ token: z.string(), url: z.url() })

/** What a live connection is made with: the gateway's address, the access token, and which tokens of the session it is of. */
export type LiveCredentials = z.infer<typeof credentials> & { mark: string | null }

/** Grows from half a second to this, spread so that the tabs of many people do not come back at the same moment. */
const MAX_WAIT_MS = 15_000

/** Waits before a further try. @param tries how many there were */
export function backOff(tries: number): Promise<void> {
  const backoffMs = Math.min(500 * 2 ** tries, MAX_WAIT_MS)
  return new Promise(resolve => setTimeout(resolve, backoffMs * (0.7 + 0.6 * Math.random())))
}

/**
 * Asks for credentials until they come: graphql-ws never tries again what has no address. When the session is over, as
 * after a sign-out in another tab, it leaves for the sign-in and does not return.
 *
 * @param refusedMark the session's tokens of which the gateway refused one, though it may not have expired
 * @param onFailure called for every time that they did not come
 */
export async function liveCredentials(
  refusedMark: string | null,
  onFailure: () => void,
): Promise<LiveCredentials> {
  for (let tries = 0; ; tries++) {
    const found = await ask(refusedMark).catch(() => null)
    if (found) return found
    onFailure()
    await backOff(tries)
  }
}

async function ask(refusedMark: string | null): Promise<LiveCredentials> {
  if (sessionMark() === null) return leave()
  const isRefused = refusedMark !== null && refusedMark === sessionMark()
  if (isRefused || needsRenewal()) await renew(isRefused)
  let response = await postToDashboard('/api/live-token')
  if (response.status === 401) {
    await renew(true)
    response = await postToDashboard('/api/live-token')
  }
  return { ...credentials.parse(await response.json()), mark: sessionMark() }
}

async function renew(isRefused: boolean): Promise<void> {
  if ((await renewSession(isRefused)) === 'ended') await leave()
}

function leave(): Promise<never> {
  leaveForSignIn()
  return new Promise(() => undefined)
}
