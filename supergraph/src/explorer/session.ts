/** Who is signed in to the explorer: kept in memory alone, so that nothing is left when the page is closed. */
export interface Session {
  name: string
  role: string
}

let accessToken: string | null = null
let refreshToken: string | null = null
let renewal: ReturnType<typeof setTimeout> | undefined

/** The header that operations carry; none when nobody is signed in. */
export function authorization(): Record<string, string> {
  return accessToken ? { authorization: `Bearer ${accessToken}` } : {}
}

/** Signs in. @throws Error with the gateway's words when it is refused */
export async function signIn(identifier: string, password: string): Promise<Session> {
  const answer = await post('/api/v1/auth/login', { identifier, password })
  if (!answer.user)
    throw new Error('This account has a second factor: use an access token in the headers below.')
  return answer.user
}

/** Signs out here and at the gateway. */
export async function signOut(): Promise<void> {
  clearTimeout(renewal)
  const given = { refreshToken }
  const headers = { 'content-type': 'application/json', ...authorization() }
  accessToken = null
  refreshToken = null
  await fetch('/api/v1/auth/logout', { method: 'POST', headers, body: JSON.stringify(given) }).catch(() => {})
}

async function post(path: string, body: unknown): Promise<{ user?: Session }> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.error?.message ?? `The gateway answered ${response.status}.`)
  if (answer.accessToken) {
    accessToken = answer.accessToken
    refreshToken = answer.refreshToken
    const early = Math.max(5, answer.expiresIn - 60) * 1000
    renewal = setTimeout(() => post('/api/v1/auth/refresh', { refreshToken }).catch(() => {}), early)
  }
  return answer
}
