import { MARKER_COOKIE } from './cookies.ts'
import { CLIENT_HEADER } from './same-origin.ts'

/** Renew this long before the access token expires. */
const MARGIN_MS = 60_000

/** What came of renewing: a session that holds, one that is over, or a gateway that could not be asked. */
export type Renewal = 'renewed' | 'ended' | 'unreachable'

/** When the access token expires, in milliseconds since 1970; null without a session. */
function expiresAtMs(): number | null {
  const marker = document.cookie.split('; ').find(cookie => cookie.startsWith(`${MARKER_COOKIE}=`))
  const value = Number(marker?.slice(MARKER_COOKIE.length + 1))
  return value > 0 ? value : null
}

/** True when the access token has expired or is about to, so that the session should be renewed before use. */
export function needsRenewal(nowMs = Date.now()): boolean {
  const expires = expiresAtMs()
  return expires !== null && expires - nowMs < MARGIN_MS
}

/** Posts to one of the dashboard's own routes, with the header that proves it is the dashboard. */
export function postToDashboard(path: string, body?: object): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [CLIENT_HEADER]: '1' },
    body: JSON.stringify(body ?? {}),
  })
}

/**
 * Renews the session, once over all tabs of the browser: whoever comes second waits and finds it renewed. `refused`
 * says that the gateway refused the token although it had not expired, so that it must be renewed in any case.
 */
export function renewSession(refused = false): Promise<Renewal> {
  const before = expiresAtMs()
  return inTurn(async () => {
    const wasRenewedElsewhere = expiresAtMs() !== before
    if (wasRenewedElsewhere || !(refused || needsRenewal()))
      return expiresAtMs() === null ? 'ended' : 'renewed'
    const response = await postToDashboard('/api/session/refresh').catch(() => null)
    if (response?.ok) return 'renewed'
    return response?.status === 401 ? 'ended' : 'unreachable'
  })
}

/** Leaves for the sign-in, which leads back to this page. */
export function leaveForSignIn(): void {
  const { pathname, search } = window.location
  window.location.assign(`/sign-in?ended=1&next=${encodeURIComponent(pathname + search)}`)
}

let last: Promise<unknown> = Promise.resolve()

/** Runs `work` when nobody else does: over all tabs, or in this one where the browser has no locks (plain http). */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (navigator.locks) return navigator.locks.request('orion-session', work)
  const result = last.then(work)
  last = result.catch(() => undefined)
  return result
}
