import { expect, test } from 'vitest'
import { POST as codeRoute } from '#app/api/session/sign-in/code/route.ts'
import { POST as signInRoute } from '#app/api/session/sign-in/route.ts'
import { cookiesOf, fromPage, localGateway, sendJson } from './local-gateway.ts'

const TOKENS = { accessToken: 'access', refreshToken: 'refresh', expiresIn: 900 }
const FIRST_STEP = { mfaRequired: true, mfaToken: 'the-second-step', expiresIn: 300 }

const sendCode = (body: object, cookies: Record<string, string> = { orion_second_step: 'the-second-step' }) =>
  codeRoute(fromPage('/api/session/sign-in/code', { body, cookies }))

test('a password alone opens no session where a code is asked for, and no script sees what the code belongs to', async () => {
  await localGateway((_request, response) => sendJson(response, 200, FIRST_STEP))
  const response = await signInRoute(
    fromPage('/api/session/sign-in', { body: { login: 'ada', password: 'words' } }),
  )
  expect(await response.json()).toEqual({ needsCode: true })
  const cookies = cookiesOf(response)
  expect(Object.keys(cookies)).toEqual(['orion_second_step'])
  expect(cookies.orion_second_step).toEqual(
    expect.arrayContaining(['the-second-step', 'HttpOnly', 'Max-Age=300', 'Path=/api/session']),
  )
})

test('the code opens the session and uses the second step up', async () => {
  const asked = await localGateway((_request, response) => sendJson(response, 200, TOKENS))
  const response = await sendCode({ code: ' 123456 ', next: '/trends' })
  expect(await response.json()).toEqual({ redirectTo: '/trends' })
  expect(asked.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
    ['/api/v1/auth/login/mfa', { mfaToken: 'the-second-step', code: '123456' }],
  ])
  const { orion_access, orion_second_step } = cookiesOf(response)
  expect(orion_access).toContain('access')
  expect(orion_second_step).toContain('Max-Age=0')
})

test('a wrong code may be tried again, and one that comes too late starts anew', async () => {
  await localGateway((_request, response) =>
    sendJson(response, 401, { error: { code: 'INVALID_CODE', message: 'The code is wrong.' } }),
  )
  const wrong = await sendCode({ code: '000000' })
  expect([wrong.status, await wrong.json()]).toMatchObject([401, { code: 'INVALID_CODE' }])
  expect(cookiesOf(wrong)).toEqual({})
  const late = await sendCode({ code: '123456' }, {})
  expect([late.status, await late.json()]).toMatchObject([401, { code: 'SIGN_IN_EXPIRED' }])
})
