import { createHash } from 'node:crypto'
import { NextRequest } from 'next/server'
import { expect, test } from 'vitest'
import { GET as finishRoute } from '#app/api/session/oauth/route.ts'
import { POST as startRoute } from '#app/api/session/oauth/start/route.ts'
import { POST as signInRoute } from '#app/api/session/sign-in/route.ts'
import { cookiesOf, fromPage, localGateway, sendJson } from './local-gateway.ts'

const TOKENS = { accessToken: 'access', refreshToken: 'refresh', expiresIn: 900 }

/** A gateway that answers some paths, and no others. */
const gatewayWith = (answers: Record<string, object>) =>
  localGateway(({ path }, response) => sendJson(response, path in answers ? 200 : 404, answers[path] ?? {}))
const FINISH = '/api/v1/auth/oauth/finish'
const ACCOUNT = '/api/v1/identity/users/me'

/** The browser comes back from the provider. */
async function comeBack(query: string, cookies: Record<string, string>) {
  const cookie = Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')
  const response = await finishRoute(
    new NextRequest(`http://127.0.0.1:3001/api/session/oauth?${query}`, { headers: { cookie } }),
  )
  return { response, leadsTo: response.headers.get('location') }
}

test('begins with a challenge whose verifier no script sees', async () => {
  const response = await startRoute(
    fromPage('/api/session/oauth/start', {
      body: { provider: 'github', next: 'https://elsewhere.example/' },
    }),
  )
  const { url } = (await response.json()) as { url: string }
  const { orion_oauth_verifier: cookie } = cookiesOf(response)
  const { pathname, searchParams } = new URL(url)
  expect(pathname).toBe('/api/v1/auth/oauth/github')
  expect(searchParams.get('next')).toBe('/')
  expect(searchParams.get('challenge')).toBe(
    createHash('sha256')
      .update(cookie?.[0] ?? '')
      .digest('base64url'),
  )
  expect(cookie).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=lax']))
  expect((await startRoute(fromPage('/x', { body: { provider: '../login' } }))).status).toBe(400)
})

test('ends in a session, with the verifier used up', async () => {
  const asked = await gatewayWith({ [FINISH]: { ...TOKENS, next: '/trends' } })
  const { response, leadsTo } = await comeBack('code=c1', { orion_oauth_verifier: 'v1', orion_access: 'old' })
  expect(leadsTo).toBe('/trends')
  expect(asked.map(({ path, body, headers }) => [path, body, headers.authorization])).toEqual([
    [FINISH, '{"code":"c1","verifier":"v1"}', undefined],
    [ACCOUNT, '', 'Bearer access'],
  ])
  const { orion_access, orion_oauth_verifier } = cookiesOf(response)
  expect(orion_access).toContain('access')
  expect(orion_oauth_verifier).toContain('Max-Age=0')
})

test('leads on by a username and a password to who has none, unless they do that later', async () => {
  const leadsTo = async (needsOnboarding: boolean, settings: object, next = '/trends?niche=tech') => {
    await gatewayWith({
      [FINISH]: { ...TOKENS, next },
      [ACCOUNT]: { needsOnboarding },
      [`${ACCOUNT}/settings`]: settings,
    })
    return (await comeBack('code=c1', { orion_oauth_verifier: 'v1' })).leadsTo
  }
  expect(await leadsTo(true, {})).toBe('/welcome?next=%2Ftrends%3Fniche%3Dtech')
  expect(await leadsTo(true, { dashboardWelcome: 'later' })).toBe('/trends?niche=tech')
  expect(await leadsTo(false, {})).toBe('/trends?niche=tech')
  // Who signs in once more to choose them comes from that page.
  expect(await leadsTo(true, {}, '/welcome?next=%2Ftrends')).toBe('/welcome?next=%2Ftrends')
})

test('asks for a code where there is a second factor', async () => {
  await localGateway((_request, response) =>
    sendJson(response, 200, { mfaRequired: true, mfaToken: 'm1', expiresIn: 300, next: '/trends' }),
  )
  const { response, leadsTo } = await comeBack('code=c1', { orion_oauth_verifier: 'v1' })
  expect(leadsTo).toBe('/sign-in?code=1&next=%2Ftrends')
  expect(cookiesOf(response).orion_second_step).toContain('m1')
})

test('links an account as the user who is signed in', async () => {
  const asked = await localGateway((_request, response) =>
    sendJson(response, 200, { linked: 'github', next: '/settings/security' }),
  )
  const { leadsTo } = await comeBack('code=c1', { orion_access: 'mine' })
  expect(leadsTo).toBe('/settings/security')
  expect(asked[0]?.headers.authorization).toBe('Bearer mine')
})

test('is over for who signs in with a password instead, so that an account can be linked right after', async () => {
  await localGateway((_request, response) => sendJson(response, 200, TOKENS))
  const body = { login: 'anna', password: 'a lantern behind the mill' }
  const response = await signInRoute(fromPage('/api/session/sign-in', { body }))
  expect(cookiesOf(response).orion_oauth_verifier).toContain('Max-Age=0')
})

test('leads back with a word for what went wrong', async () => {
  await localGateway((_request, response) =>
    sendJson(response, 409, { error: { code: 'ACCOUNT_EXISTS', message: 'There is an account.' } }),
  )
  const verifier = { orion_oauth_verifier: 'v1' }
  expect((await comeBack('code=c1', verifier)).leadsTo).toBe('/sign-in?failed=ACCOUNT_EXISTS')
  expect((await comeBack('error=PROVIDER_DENIED', verifier)).leadsTo).toBe('/sign-in?failed=PROVIDER_DENIED')
  expect((await comeBack('error=%0d%0aX: y', {})).leadsTo).toBe('/settings/security?failed=%0D%0AX%3A%20y')
})
