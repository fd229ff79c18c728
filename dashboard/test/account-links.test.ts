import { expect, test } from 'vitest'
import { POST as accountRoute } from '#app/api/account/[action]/route.ts'
import { POST as acceptRoute } from '#app/api/session/accept-invitation/route.ts'
import { cookiesOf, fromPage, localGateway, noGateway, sendJson } from './local-gateway.ts'

const act = (action: string, body: object, headers: Record<string, string> = {}) =>
  accountRoute(fromPage(`/api/account/${action}`, { body, headers }), {
    params: Promise.resolve({ action }),
  })

test('what a mailed link is for is passed on to the gateway, in the body alone', async () => {
  const asked = await localGateway((_request, response) => sendJson(response, 200, {}))
  await act('forgot-password', { email: 'ada@example.org' })
  await act('reset-password', { token: 'omt_1', password: 'some new words' })
  await act('verify-email', { token: 'omt_2' })
  await act('verify-email', { token: 'omt_3', password: 'some new words' })
  expect(asked.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
    ['/api/v1/auth/forgot-password', { email: 'ada@example.org' }],
    ['/api/v1/auth/reset-password', { token: 'omt_1', password: 'some new words' }],
    ['/api/v1/auth/verify-email', { token: 'omt_2' }],
    ['/api/v1/auth/verify-email', { token: 'omt_3', password: 'some new words' }],
  ])
})

test('an answer without a body is as good as one with', async () => {
  await localGateway((_request, response) => response.writeHead(204).end())
  const response = await act('reset-password', { token: 'omt_1', password: 'some new words' })
  expect([response.status, await response.json()]).toEqual([200, {}])
})

test('a refusal names the field it is about', async () => {
  await localGateway((_request, response) =>
    sendJson(response, 400, {
      error: { code: 'INVALID_INPUT', message: 'Choose a longer one.', field: ['password'] },
    }),
  )
  const response = await act('reset-password', { token: 'omt_1', password: 'short' })
  expect([response.status, await response.json()]).toEqual([
    400,
    { code: 'INVALID_INPUT', message: 'Choose a longer one.', field: ['password'] },
  ])
})

test('an accepted invitation is a session, whose tokens no script sees', async () => {
  await localGateway((_request, response) =>
    sendJson(response, 201, { accessToken: 'access', refreshToken: 'refresh', expiresIn: 900 }),
  )
  const input = { token: 'omt_3', name: 'Ada', username: 'ada', password: 'some new words' }
  const response = await acceptRoute(fromPage('/api/session/accept-invitation', { body: input }))
  expect(await response.json()).toEqual({ redirectTo: '/' })
  expect(cookiesOf(response).orion_refresh).toEqual(expect.arrayContaining(['refresh', 'HttpOnly']))
})

test('nothing else of the gateway is reached this way, and nothing from another site', async () => {
  const asked = await localGateway((_request, response) => sendJson(response, 200, {}))
  expect((await act('logout', { refreshToken: 'x' })).status).toBe(404)
  expect((await act('../identity/users', {})).status).toBe(404)
  expect((await act('reset-password', { token: 'omt_1' })).status).toBe(400)
  expect((await act('forgot-password', { email: 'a@b.c' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(
    403,
  )
  expect(asked).toEqual([])
})

test('without the gateway nothing is blamed on the link', async () => {
  noGateway()
  expect((await act('verify-email', { token: 'omt_2' })).status).toBe(502)
})
