import { FRESH_COOKIE, MARKER_COOKIE } from './cookies.ts'
import { CLIENT_HEADER } from './same-origin.ts'

/** What came of renewing: a session that holds, one that is over, or a gateway that could not be asked. */
export type Renewal = 'renewed' | 'ended' | 'unreachable'

function readCookie(name: string): string | null {
  const cookie = document.cookie.split('; ').find(pair => pair.startsWith(`${name}=`))
  return cookie?.slice(name.length + 1) || null
}

/** True when the access token has expired or is about to, so that the session should be renewed before use. */
export function needsRenewal(): boolean {
  return sessionMark() !== null && readCookie(FRESH_COOKIE) === null
}

/** Tells the tokens of this browser's session from others; null without a session. */
export function sessionMark(): string | null {
  return readCookie(MARKER_COOKIE)
}

/** Pending while somebody signs out, and from then on: what was asked then would only be refused. */
let staying: Promise<void> = Promise.resolve()

/** Does a request, unless somebody has signed out: the page is left then. */
export const fetchWhileSignedIn: typeof fetch = async (address, init) => {
  await staying
  return fetch(address, init)
}

/** Posts to one of the dashboard's own routes, with the header that proves it is the dashboard. */
export async function postToDashboard(path: string, body?: object): Promise<Response> {
  await staying
  return post(path, body)
}

function post(path: string, body?: object): Promise<Response> {
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
  const before = sessionMark()
  return inTurn(async () => {
    const mark = sessionMark()
    if (mark === null) return 'ended'
    if (mark !== before || !(refused || needsRenewal())) return 'renewed'
    const response = await postToDashboard('/api/session/refresh').catch(() => null)
    if (response?.ok) return 'renewed'
    return response?.status === 401 ? 'ended' : 'unreachable'
  })
}

let isLeaving = false

/** Leaves for the sign-in, which leads back to this page; not while somebody signs out. */
export function leaveForSignIn(): void {
  if (isLeaving) return
  isLeaving = true
  const { pathname, search } = window.location
  window.location.assign(`/sign-in?ended=1&next=${encodeURIComponent(pathname + search)}`)
}

/** Ends the session and leaves. @returns false when the dashboard did not answer: then the session goes on. */
export async function signOut(): Promise<boolean> {
  isLeaving = true
  let stay = () => {}
  staying = new Promise(resolve => {
    stay = resolve
  })
  const response = await post('/api/session/sign-out').catch(() => null)
  isLeaving = response?.ok ?? false
  if (isLeaving) window.location.assign('/sign-in')
  else stay()
  return isLeaving
}

let last: Promise<unknown> = Promise.resolve()

/** Runs `work` when nobody else does: over all tabs, or in this one where the browser has no locks (plain http). */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (navigator.locks) return navigator.locks.request('orion-session', work)
  const result = last.then(work)
  last = result.catch(() => undefined)
  return result
}
