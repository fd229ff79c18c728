import { get } from 'node:http'
import { readConfiguration } from '@orion/common/configuration'
import { openFiles } from '@orion/common/files/files'
import { eventually } from '@orion/common/testing/test-system'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gatewayConfiguration } from '../../src/configuration.ts'
import { rateLimitGroup } from '../../src/rest/rate-limit-groups.ts'
import { targetOf } from '../../src/rest/use-service-proxy.ts'
import { post } from '../support/gateway.ts'
import { startOrion, type TestOrion } from '../support/orion.ts'

describe('REST', () => {
  let orion: TestOrion
  let authorization: string
  beforeAll(async () => {
    orion = await startOrion()
    authorization = `Bearer ${await orion.token({ userId: 'ada', role: 'EDITOR' })}`
  })
  afterAll(() => orion.stop())

  const call = (path: string, init: RequestInit = {}) => fetch(`${orion.origin}${path}`, init)
  /** The status of a path that is sent as it is; `fetch` would tidy it up. */
  const statusOf = (path: string, token: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const { hostname, port } = new URL(orion.origin)
      get({ hostname, port, path, headers: { authorization: token } }, answer => {
        answer.resume()
        resolve(answer.statusCode)
      }).on('error', reject)
    })
  const asAda = (path: string, init: RequestInit = {}) => call(path, { ...init, headers: { authorization } })

  it('passes calls on to the service that the path names, with method, query string and body', async () => {
    const answer = await asAda('/api/v1/director/contents/7?a=1&b=%20x', {
      method: 'PATCH',
      body: '{"title":"t"}',
    })
    expect(await answer.json()).toMatchObject({
      service: 'director',
      method: 'PATCH',
      path: '/api/v1/contents/7?a=1&b=%20x',
      body: '{"title":"t"}',
      viewer: 'ada (EDITOR)',
    })
  })

  it('names nobody but who is signed in to services, whoever else headers name', async () => {
    const forged = { 'x-user-id': 'root', 'x-user-role': 'ADMIN', 'x-user-email': 'root@example.org' }
    const viewerOf = async (headers: Record<string, string>) =>
      ((await (await call('/api/v1/director/contents', { headers })).json()) as { viewer: string }).viewer
    expect(await viewerOf({ ...forged, authorization })).toBe('ada (EDITOR)')
    expect((await call('/api/v1/director/contents', { headers: forged })).status).toBe(401)
    const asked = async (headers: Record<string, string>) =>
      (await post(orion.url, { query: '{ whoAmI }' }, headers)).data
    expect(await asked({ ...forged, authorization })).toEqual({ whoAmI: 'ada (EDITOR)' })
    expect(await asked(forged)).toEqual({ whoAmI: 'nobody' })
  })

  it('understands the doubled form', async () => {
    const answer = await asAda('/api/v1/scout/api/v1/trends?first=2')
    expect(await answer.json()).toMatchObject({ service: 'scout', path: '/api/v1/trends?first=2' })
  })

  it.each([
    ['/api/v1/scout/api/v1/trends', '/api/v1/scout/trends'],
    ['/api/v1/identity/api/v1/users/check-username', '/api/v1/identity/users/check-username'],
    ['/api/v1/identity/auth/login', '/api/v1/auth/login'],
    ['/api/v1/identity/api/v1/auth/login', '/api/v1/auth/login'],
    ['/api/v1/identity/auth/logout-all', '/api/v1/auth/logout-all'],
    ['/api/v1/identity/auth/device/token', '/api/v1/auth/device/token'],
    ['/api/v1/identity/%61uth/login', '/api/v1/auth/login'],
    ['/api/v1/identity/api%2Fv1/auth/login', '/api/v1/identity/api%2Fv1/auth/login'],
    ['/%61pi/v%31/identity/%61pi/v1/%61uth/%6Cogin', '/api/v1/auth/login'],
    ['/api/v1/scout/trends/%7e%2D%5F%5a', '/api/v1/scout/trends/~-_Z'],
    ['/api/v1/ws/ticket', '/api/v1/auth/ws-ticket'],
  ])('lets in, limits and passes on %s as %s', (other, path) => {
    expect(targetOf(other)).toEqual(targetOf(path))
    for (const method of ['GET', 'POST'])
      expect(rateLimitGroup(method, other)).toEqual(rateLimitGroup(method, path))
  })

  it('keeps a path that only begins like the doubled form', async () => {
    expect(await (await asAda('/api/v1/media/media/generate')).json()).toMatchObject({
      path: '/api/v1/media/generate',
    })
  })

  it('wants a sign-in for services, and none for signing in', async () => {
    expect((await call('/api/v1/director/contents')).status).toBe(401)
    const login = await call('/api/v1/auth/login', { method: 'POST', body: '{}' })
    expect(await login.json()).toMatchObject({
      service: 'identity',
      path: '/api/v1/auth/login',
      viewer: 'nobody',
    })
    expect((await call('/.well-known/jwks.json')).status).toBe(200)
  })

  it('lets nobody past but who signs in, recovers an account or accepts an invitation, all counted by address', () => {
    const open = [
      'auth/login',
      'auth/login/mfa',
      'auth/refresh',
      'auth/logout',
      'auth/register',
      'auth/verify-email',
      'auth/forgot-password',
      'auth/reset-password',
      'auth/invitation',
      'auth/accept-invitation',
    ]
    for (const route of open) {
      expect(targetOf(`/api/v1/${route}`)).toMatchObject({ service: 'identity', isPublic: true })
      expect(rateLimitGroup('POST', `/api/v1/${route}`)).toMatchObject({
        name: /refresh|logout/.test(route) ? 'auth-steps' : 'auth',
        by: 'ip',
      })
    }
    expect(targetOf('/api/v1/identity/users/check-username')?.isPublic).toBe(true)
    for (const route of [
      'auth/logout-all',
      'auth/login/x',
      'identity/users',
      'identity/users/me',
      'identity/mails',
    ])
      expect(targetOf(`/api/v1/${route}`)?.isPublic).toBe(false)
  })

  it('does not know other services, nor paths that climb', async () => {
    expect((await asAda('/api/v1/nobody/x')).status).toBe(404)
    for (const climbing of [
      '%2e%2e/secret',
      '..%2f..%2finternal',
      '..\\..\\internal/x',
      'a/..\\..\\..\\graphql',
      'a#b',
    ])
      expect(await statusOf(`/api/v1/director/${climbing}`, authorization)).toBe(404)
    expect(await statusOf('/api/v1/director/contents', authorization)).toBe(200)
  })

  it('answers operations under one path, so that none goes past what is counted there', async () => {
    const ask = (path: string) =>
      call(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ open }"}',
      })
    expect((await ask('/graphql')).headers.get('x-ratelimit-limit')).toBe('1200')
    for (const path of ['/graphql/', '/graphql/x', '/graphql/x/graphql', '//graphql', '/GraphQL'])
      expect((await ask(path)).status).toBe(404)
  })

  it('limits sign-ins by address, and says how long to wait', async () => {
    const attempt = () => call('/api/v1/auth/login', { method: 'POST', body: '{}' })
    let answer = await attempt()
    for (let calls = 0; calls < 10 && answer.status !== 429; calls++) answer = await attempt()
    expect(answer.status).toBe(429)
    expect(answer.headers.get('x-ratelimit-limit')).toBe('5')
    await attempt()
    await eventually(() => orion.toldRefused.length > 0, 'word to identity')
    expect(orion.toldRefused).toEqual(['127.0.0.1'])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await asAda('/api/v1/director/contents')).headers.get('x-ratelimit-limit')).toBe('100')
  })

  it('counts refreshes apart from guesses, since everybody in one office shares its address', async () => {
    const refresh = await call('/api/v1/auth/refresh', { method: 'POST', body: '{}' })
    expect(refresh.headers.get('x-ratelimit-limit')).toBe('30')
    expect(refresh.status).not.toBe(429)
  })

  describe('files', () => {
    const text = 'abcdefghijklmnopqrstuvwxyz'
    let address: string
    beforeAll(async () => {
      const files = await openFiles(readConfiguration(gatewayConfiguration, orion.environment))
      await files.put('contents/1/video.mp4', Buffer.from(text), 'video/mp4')
      address = files.url('contents/1/video.mp4').replace(/^https?:\/\/[^/]+/, '')
    })

    it('gives a file to who has its signed address', async () => {
      const answer = await call(address)
      expect(answer.headers.get('content-type')).toBe('video/mp4')
      expect(await answer.text()).toBe(text)
    })

    it.each([
      ['bytes=0-3', 206, 'abcd', 'bytes 0-3/26'],
      ['bytes=20-', 206, 'uvwxyz', 'bytes 20-25/26'],
      ['bytes=-2', 206, 'yz', 'bytes 24-25/26'],
      ['bytes=24-99', 206, 'yz', 'bytes 24-25/26'],
      ['bytes=30-40', 416, '', 'bytes */26'],
      ['lines=1-2', 200, text, null],
    ])('gives the part %s', async (range, status, body, contentRange) => {
      const answer = await call(address, { headers: { range } })
      expect([answer.status, await answer.text(), answer.headers.get('content-range')]).toEqual([
        status,
        body,
        contentRange,
      ])
    })

    it('gives no part to HEAD, nor to who holds a part of another version', async () => {
      const range = 'bytes=0-3'
      const head = await call(address, { method: 'HEAD', headers: { range } })
      expect([head.status, head.headers.get('content-length')]).toEqual([200, String(text.length)])
      const whole = await call(address, { headers: { range, 'if-range': '"other"' } })
      expect([whole.status, await whole.text()]).toEqual([200, text])
    })

    it('has browsers save what they could run', async () => {
      const files = await openFiles(readConfiguration(gatewayConfiguration, orion.environment))
      await files.put('contents/1/page.html', Buffer.from('<script>0</script>'), 'text/html')
      const page = await call(files.url('contents/1/page.html').replace(/^https?:\/\/[^/]+/, ''))
      expect(page.headers.get('content-type')).toBe('application/octet-stream')
      expect(page.headers.get('content-disposition')).toBe('attachment')
    })

    it('refuses addresses that nobody signed, that expired, or that mean another file', async () => {
      expect((await call(address.replace('signature=', 'signature=x'))).status).toBe(403)
      expect((await call(address.replace(/expires=\d+/, 'expires=1000'))).status).toBe(403)
      expect((await call(address.replace('video.mp4', 'other.mp4'))).status).toBe(403)
      expect((await call('/files/../../etc/passwd')).status).toBe(404)
      expect((await call('/files/..%2f..%2fetc/passwd?expires=1&signature=x')).status).toBe(403)
    })
  })

  it('says what it can use, and what it cannot, but not why: that is nobody’s outside', async () => {
    expect((await call('/health')).status).toBe(200)
    const ready = await call('/ready')
    expect([ready.status, await ready.json()]).toMatchObject([
      200,
      { status: 'ready', checks: { redis: { ok: true }, scout: { ok: true } } },
    ])
    await orion.subgraphs['scout']?.kill()
    const unready = await eventually(async () => {
      const answer = await call('/ready')
      return answer.status === 503 && answer
    }, 'that it is not ready')
    const { checks } = await unready.json()
    expect(checks).toMatchObject({ scout: { ok: false }, media: { ok: true } })
    expect(checks.scout).not.toHaveProperty('error')
    expect(orion.logged).toContainEqual(
      expect.objectContaining({
        message: 'not ready',
        checks: expect.objectContaining({ scout: expect.objectContaining({ error: 'ECONNREFUSED' }) }),
      }),
    )
    expect(await (await call('/metrics')).text()).toContain('orion_http_request_duration_seconds_count')
  })

  it('tells everybody which services are ready, and operators everything about them', async () => {
    const status = await (await call('/status')).json()
    expect(status).toMatchObject({
      status: 'degraded',
      services: expect.arrayContaining([
        { service: 'media', status: 'ready', uptimeSeconds: 7 },
        { service: 'scout', status: 'unreachable' },
      ]),
    })
    expect(Object.keys(status)).toEqual(['status', 'services'])
    expect(await (await asAda('/status')).json()).toEqual(status)
    const admin = { authorization: `Bearer ${await orion.token({ role: 'ADMIN' })}` }
    expect(await (await call('/status', { headers: admin })).json()).toMatchObject({
      status: 'degraded',
      gateway: { version: expect.any(String), memoryBytes: expect.any(Number), liveConnections: 0 },
      infrastructure: {
        postgres: { ok: true, milliseconds: 1 },
        redis: { ok: true, milliseconds: expect.any(Number) },
        files: { ok: true },
      },
      services: expect.arrayContaining([
        { service: 'scout', status: 'unreachable', error: 'ECONNREFUSED', circuit: 'closed' },
        expect.objectContaining({ service: 'media', circuit: 'closed', deadLetters: 0, queues: [] }),
      ]),
    })
  })
})
