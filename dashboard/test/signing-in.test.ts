import { expect, test, vi } from 'vitest'
import { POST as signInRoute } from '#app/api/session/sign-in/route.ts'
import { cookiesOf, fromPage, localGateway, noGateway, sendJson } from './local-gateway.ts'

const TOKENS = {
  accessToken: 'the-access-token',
  refreshToken: 'the-refresh-token',
  expiresIn: 900,
  tokenType: 'Bearer',
}
const CREDENTIALS = { login: ' ada ', password: 'a password ' }

const signIn = (body: object = CREDENTIALS, headers: Record<string, string> = {}) =>
  signInRoute(fromPage('/api/session/sign-in', { body, headers }))

test('a sign-in keeps both tokens where no script can read them', async () => {
  const asked = await localGateway((_request, response) => sendJson(response, 200, TOKENS))
  const response = await signIn()

  expect(response.status).toBe(200)
  expect(asked.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
    ['/api/v1/auth/login', { identifier: 'ada', password: 'a password ' }],
  ])
  expect(await response.text()).not.toContain('token')
  const { orion_access, orion_refresh, orion_session, orion_fresh } = cookiesOf(response)
  expect(orion_access).toEqual(
    expect.arrayContaining(['the-access-token', 'Path=/api', 'HttpOnly', 'SameSite=lax']),
  )
  expect(orion_access).toContain('Max-Age=900')
  expect(orion_refresh).toEqual(
    expect.arrayContaining(['the-refresh-token', 'Path=/api/session', 'HttpOnly', 'SameSite=lax']),
  )
  expect(orion_session).not.toContain('HttpOnly')
  expect(orion_fresh).toEqual(expect.arrayContaining(['1', 'Max-Age=840']))
})

test('cookies are only sent over https once the page came over https, or is known to', async () => {
  await localGateway((_request, response) => sendJson(response, 200, TOKENS))
  const plain = cookiesOf(await signIn())
  const encrypted = cookiesOf(await signIn(CREDENTIALS, { 'x-forwarded-proto': 'https' }))
  expect(Object.values(plain).flat()).not.toContain('Secure')
  vi.stubEnv('ORION_DASHBOARD_URL', 'https://orion.example')
  const known = cookiesOf(await signIn(CREDENTIALS, { 'x-forwarded-proto': 'http' }))
  for (const cookies of [encrypted, known]) {
    for (const cookie of Object.values(cookies)) expect(cookie).toContain('Secure')
    // Browsers take such names from this host alone, for all of its paths.
    for (const name of ['__Host-orion_access', '__Host-orion_refresh'])
      expect(cookies[name]).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly']))
  }
})

test('a sign-in leads back to where it came from, and never to another site', async () => {
  await localGateway((_request, response) => sendJson(response, 200, TOKENS))
  const goesTo = async (next: string) => (await signIn({ ...CREDENTIALS, next })).json()
  expect(await goesTo('/contents?status=REVIEW')).toEqual({ redirectTo: '/contents?status=REVIEW' })
  expect(await goesTo('https://elsewhere.example/')).toEqual({ redirectTo: '/' })
})

test('a refusal is told in the words of the gateway, with how long to wait', async () => {
  await localGateway((_request, response) =>
    sendJson(
      response,
      429,
      { error: { code: 'RATE_LIMITED', message: 'Too many attempts.' } },
      { 'retry-after': '42' },
    ),
  )
  const response = await signIn()
  expect(response.status).toBe(429)
  expect(response.headers.get('retry-after')).toBe('42')
  expect(await response.json()).toMatchObject({ message: 'Too many attempts.' })
  expect(cookiesOf(response)).toEqual({})
})

test('without the gateway, or with one that answers nonsense, nobody is signed in and nobody is blamed', async () => {
  noGateway()
  expect((await signIn()).status).toBe(502)
  await localGateway((_request, response) => sendJson(response, 200, { unexpected: true }))
  const nonsense = await signIn()
  expect(nonsense.status).toBe(502)
  expect(cookiesOf(nonsense)).toEqual({})
})

test('half a form is refused before the gateway is asked', async () => {
  const asked = await localGateway((_request, response) => sendJson(response, 200, TOKENS))
  expect((await signIn({ login: 'ada', password: '' })).status).toBe(400)
  expect((await signIn({ login: '  ', password: 'x' })).status).toBe(400)
  expect(asked).toEqual([])
})

test('another site cannot sign anybody in', async () => {
  const asked = await localGateway((_request, response) => sendJson(response, 200, TOKENS))
  expect((await signIn(CREDENTIALS, { 'x-orion-dashboard': '' })).status).toBe(403)
  expect((await signIn(CREDENTIALS, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect(asked).toEqual([])
})
