import { NextRequest } from 'next/server'
import { expect, onTestFinished, test, vi } from 'vitest'
import { PUT as avatarRoute } from '#app/api/avatar/route.ts'
import { POST as graphqlRoute } from '#app/api/graphql/route.ts'
import { POST as liveTokenRoute } from '#app/api/live-token/route.ts'
import { POST as signInRoute } from '#app/api/session/sign-in/route.ts'
import { GET as fileRoute } from '#app/files/[...path]/route.ts'
import { fromPage, localGateway, noGateway, sendJson } from './local-gateway.ts'

const OPERATION = { query: '{ me { name } }' }
const SIGNED_IN = { orion_access: 'the-access-token' }

test('an operation goes to the gateway with the token from the cookie, and its answer comes back as it is', async () => {
  const asked = await localGateway((_request, response) =>
    sendJson(response, 200, { data: { me: { name: 'Ada' } } }, { 'x-request-id': 'r-1' }),
  )
  const response = await graphqlRoute(
    fromPage('/api/graphql', {
      body: OPERATION,
      cookies: SIGNED_IN,
      headers: { accept: 'application/graphql-response+json' },
    }),
  )
  expect(asked[0]).toMatchObject({
    path: '/graphql',
    headers: { authorization: 'Bearer the-access-token', accept: 'application/graphql-response+json' },
  })
  expect(asked[0]?.headers.cookie).toBeUndefined()
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual(OPERATION)
  expect(response.headers.get('x-request-id')).toBe('r-1')
  expect(await response.json()).toEqual({ data: { me: { name: 'Ada' } } })
})

test('over https only a cookie counts that no neighbouring host can have set', async () => {
  const asked = await localGateway((_request, response) => sendJson(response, 200, { data: {} }))
  const ask = async (cookies: Record<string, string>) => {
    const headers = { 'x-forwarded-proto': 'https' }
    return (await graphqlRoute(fromPage('/api/graphql', { body: OPERATION, cookies, headers }))).status
  }
  expect(await ask({ orion_access: 'of-a-neighbour' })).toBe(401)
  expect(await ask({ '__Host-orion_access': 'our-own', orion_access: 'of-a-neighbour' })).toBe(200)
  expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer our-own'])
})

test('events reach the page one by one, not when the stream ends', async () => {
  let sendSecond = () => undefined as unknown
  await localGateway((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('event: next\ndata: 1\n\n')
    sendSecond = () => response.end('event: next\ndata: 2\n\n')
  })
  const response = await graphqlRoute(
    fromPage('/api/graphql', {
      body: OPERATION,
      cookies: SIGNED_IN,
      headers: { accept: 'text/event-stream' },
    }),
  )
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toContain('data: 1')
  sendSecond()
  expect((await reader?.read())?.value).toContain('data: 2')
  expect((await reader?.read())?.done).toBe(true)
})

test('a gateway that takes an operation and says nothing is given up, so that the page can say so', async () => {
  const asked = await localGateway(() => undefined)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const answer = graphqlRoute(fromPage('/api/graphql', { body: OPERATION, cookies: SIGNED_IN }))
  await vi.waitUntil(() => asked.length > 0)
  vi.advanceTimersByTime(30_000)
  const response = await answer
  expect(response.status).toBe(502)
  expect((await response.json()).errors[0].extensions.code).toBe('GATEWAY_UNAVAILABLE')
})

test.each([
  ['/api/graphql', 'POST', graphqlRoute, 413],
  ['/api/avatar', 'PUT', avatarRoute, 413],
  ['/api/session/sign-in', 'POST', signInRoute, 400],
])(
  'a body for %s that does not end is read no further than to a limit',
  async (path, method, route, status) => {
    let taken = 0
    const body = new ReadableStream({
      pull(controller) {
        taken += 65_536
        controller.enqueue(new Uint8Array(65_536))
      },
    })
    const headers = { 'x-orion-dashboard': '1', cookie: 'orion_access=the-access-token' }
    const init = { method, body, headers, duplex: 'half' as const }
    expect((await route(new NextRequest(`http://dashboard.test${path}`, init))).status).toBe(status)
    expect(taken).toBeLessThan(2 * 1024 * 1024)
  },
)

test('what went wrong is said as GraphQL says it', async () => {
  noGateway()
  const ask = (cookies: Record<string, string>, body: object = OPERATION) =>
    graphqlRoute(fromPage('/api/graphql', { body, cookies }))
  const codeOf = async (response: Response) => [
    response.status,
    (await response.json()).errors[0].extensions.code,
  ]
  expect(await codeOf(await ask({}))).toEqual([401, 'UNAUTHENTICATED'])
  expect(await codeOf(await ask(SIGNED_IN))).toEqual([502, 'GATEWAY_UNAVAILABLE'])
  expect(await codeOf(await ask(SIGNED_IN, { query: '#'.repeat(300_000) }))).toEqual([413, 'TOO_LARGE'])
})

test('another site can neither ask the graph nor get a token, although browsers send our cookies along', async () => {
  const asked = await localGateway((_request, response) => sendJson(response, 200, {}))
  const foreign = { cookies: SIGNED_IN, headers: { 'x-orion-dashboard': '' } }
  const crossSite = { cookies: SIGNED_IN, headers: { 'sec-fetch-site': 'same-site' } }
  for (const request of [foreign, crossSite]) {
    expect((await graphqlRoute(fromPage('/api/graphql', request))).status).toBe(403)
    expect(liveTokenRoute(fromPage('/api/live-token', request)).status).toBe(403)
  }
  expect(asked).toEqual([])
})

test('a page gets the access token for its socket, which nothing may keep, and never the refresh token', async () => {
  await localGateway(() => undefined)
  const cookies = { ...SIGNED_IN, orion_refresh: 'the-refresh-token' }
  const response = liveTokenRoute(fromPage('/api/live-token', { cookies }))
  expect(response.headers.get('cache-control')).toBe('no-store')
  const answer = await response.json()
  expect(answer).toEqual({
    token: 'the-access-token',
    url: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+\/graphql$/),
  })
  expect(liveTokenRoute(fromPage('/api/live-token')).status).toBe(401)
})

test('parts of a video can be asked for', async () => {
  const asked = await localGateway((_request, response) => {
    response.writeHead(206, {
      'content-type': 'video/mp4',
      'content-range': 'bytes 4-7/10',
      'accept-ranges': 'bytes',
    })
    response.end('part')
  })
  const path = '/files/contents/c1/r1/video.mp4?expires=1&signature=abc'
  const response = await fileRoute(
    new NextRequest(`http://127.0.0.1:3001${path}`, { headers: { range: 'bytes=4-7' } }),
  )
  expect(asked[0]).toMatchObject({ path, headers: { range: 'bytes=4-7' } })
  expect(response.status).toBe(206)
  expect(response.headers.get('content-range')).toBe('bytes 4-7/10')
  expect(response.headers.get('content-disposition')).toBeNull()
  expect(await response.text()).toBe('part')
})

test('a file that could run as a page is only ever saved', async () => {
  for (const type of ['text/html', 'image/svg+xml', 'application/javascript']) {
    await localGateway((_request, response) =>
      response.writeHead(200, { 'content-type': type }).end('<script>'),
    )
    const response = await fileRoute(new NextRequest('http://127.0.0.1:3001/files/a'))
    expect(response.headers.get('content-disposition')).toBe('attachment')
    expect(response.headers.get('content-security-policy')).toContain('sandbox')
  }
})
