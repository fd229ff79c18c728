import { expect, test } from 'vitest'
import { POST as refreshRoute } from '#app/api/session/refresh/route.ts'
import { POST as signOutRoute } from '#app/api/session/sign-out/route.ts'
import { cookiesOf, fromPage, localGateway, noGateway, sendJson } from './local-gateway.ts'

const REFUSAL = { error: { code: 'UNAUTHENTICATED', message: 'The session has ended.' } }
const ENDED = expect.arrayContaining(['', 'Max-Age=0'])
const ALL_ENDED = { orion_access: ENDED, orion_refresh: ENDED, orion_session: ENDED, orion_fresh: ENDED }

/** Refresh tokens are remembered for a while, so every test has its own. */
const refresh = (token: string) =>
  refreshRoute(fromPage('/api/session/refresh', { cookies: { orion_refresh: token } }))
const signOut = () =>
  signOutRoute(fromPage('/api/session/sign-out', { cookies: { orion_refresh: 'r', orion_access: 'a' } }))

test('a used-up refresh token is never sent twice, however many pages ask at once', async () => {
  let issued = 0
  const asked = await localGateway((_request, response) => {
    issued += 1
    sendJson(response, 200, {
      accessToken: `access-${issued}`,
      refreshToken: `refresh-${issued}`,
      expiresIn: 900,
    })
  })
  const together = await Promise.all(Array.from({ length: 10 }, () => refresh('shared')))
  const late = await refresh('shared')

  expect(asked.map(({ body }) => JSON.parse(body))).toEqual([{ refreshToken: 'shared' }])
  for (const response of [...together, late]) {
    expect(response.status).toBe(200)
    expect(cookiesOf(response).orion_refresh).toContain('refresh-1')
  }
})

test('a session the gateway ended is ended here too', async () => {
  await localGateway((_request, response) => sendJson(response, 401, REFUSAL))
  const response = await refresh('revoked')
  expect(response.status).toBe(401)
  expect(cookiesOf(response)).toEqual(ALL_ENDED)
})

test('a gateway that cannot be reached, or asks for patience, ends no session', async () => {
  noGateway()
  const unreachable = await refresh('patient')
  await localGateway((_request, response) => sendJson(response, 429, REFUSAL))
  const limited = await refresh('patient')
  expect([unreachable.status, limited.status]).toEqual([502, 429])
  expect([cookiesOf(unreachable), cookiesOf(limited)]).toEqual([{}, {}])
})

test('without a session there is nothing to renew', async () => {
  const asked = await localGateway((_request, response) => sendJson(response, 200, {}))
  const response = await refreshRoute(fromPage('/api/session/refresh'))
  expect(response.status).toBe(401)
  expect(asked).toEqual([])
})

test('a sign-out is told to the gateway and empties the cookies', async () => {
  const asked = await localGateway((_request, response) => response.writeHead(204).end())
  const response = await signOut()
  expect(response.status).toBe(200)
  expect(asked[0]).toMatchObject({ path: '/api/v1/auth/logout', headers: { authorization: 'Bearer a' } })
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ refreshToken: 'r' })
  expect(cookiesOf(response)).toEqual(ALL_ENDED)
})

test('who signs out is signed out here even when the gateway is gone', async () => {
  noGateway()
  const response = await signOut()
  expect(response.status).toBe(200)
  expect(cookiesOf(response).orion_refresh).toEqual(ENDED)
})
