import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { revokeAccess } from '@orion/common/access/revocation'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { post } from '../support/gateway.ts'
import { startOrion, type TestOrion } from '../support/orion.ts'

describe('who may ask for what', () => {
  let orion: TestOrion
  beforeAll(async () => {
    orion = await startOrion()
  })
  afterAll(() => orion.stop())

  const ask = async (query: string, user: Parameters<TestOrion['token']>[0] | null) =>
    post(orion.url, { query }, user ? { authorization: `Bearer ${await orion.token(user)}` } : {})

  it('passes the user on to subgraphs in a token of its own', async () => {
    expect((await ask('{ whoAmI }', { userId: 'ada', role: 'EDITOR' })).data).toEqual({
      whoAmI: 'ada (EDITOR)',
    })
    expect((await ask('{ whoAmI }', null)).data).toEqual({ whoAmI: 'nobody' })
  })

  it('takes the token from the cookie as well, but not for foreign pages', async () => {
    const cookie = `theme=dark; orion_access=${await orion.token({ userId: 'ada', role: 'VIEWER' })}`
    expect((await post(orion.url, { query: '{ whoAmI }' }, { cookie })).data).toEqual({
      whoAmI: 'ada (VIEWER)',
    })
    const foreign = await post(orion.url, { query: '{ whoAmI }' }, { cookie, origin: 'http://evil.test' })
    expect(foreign.status).toBe(403)
  })

  it('answers what is open to all beside what is not, with an error for each denied field', async () => {
    expect(await ask('{ open mine: content(id: "1") { title } }', null)).toMatchObject({
      data: { open: 'for all', mine: null },
      errors: [
        {
          message: 'Sign in to read Query.content',
          path: ['mine'],
          extensions: { code: 'UNAUTHENTICATED' },
        },
      ],
    })
  })

  it('leaves out a field that the role may not read, and keeps the rest', async () => {
    const query = '{ content(id: "1") { id secretNote } }'
    expect(await ask(query, { role: 'EDITOR' })).toMatchObject({
      data: { content: { id: '1', secretNote: null } },
      errors: [{ path: ['content', 'secretNote'], extensions: { code: 'FORBIDDEN' } }],
    })
    expect(await ask(query, { role: 'ADMIN' })).toMatchObject({ data: { content: { secretNote: 'secret' } } })
  })

  it('tells once why an object is null of which one denied field may not be', async () => {
    expect(await ask('{ open content(id: "1") { id secretCode } }', { role: 'EDITOR' })).toMatchObject({
      data: { open: 'for all', content: null },
      errors: [{ path: ['content', 'secretCode'], extensions: { code: 'FORBIDDEN' } }],
    })
  })

  it('checks before any subgraph is asked', async () => {
    orion.subgraphs['director']?.calls.splice(0)
    const { errors } = await ask('mutation { approve(id: "1") { title } }', { role: 'VIEWER' })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' })
    expect(orion.subgraphs['director']?.calls).toEqual([])
  })

  it('tells subgraphs from where mutations and reads of admins come, whatever the client claims, and nothing for other reads', async () => {
    const headersOf = async (role: 'EDITOR' | 'ADMIN') => ({
      authorization: `Bearer ${await orion.token({ role })}`,
      'x-forwarded-for': '6.6.6.6',
      'user-agent': 'curl/8.1',
    })
    const headers = await headersOf('EDITOR')
    const calls = orion.subgraphs['director']?.calls ?? []
    calls.splice(0)
    await post(orion.url, { query: 'mutation { approve(id: "1") { title } }' }, headers)
    await post(orion.url, { query: '{ content(id: "1") { title } }' }, headers)
    await post(orion.url, { query: '{ content(id: "1") { title } }' }, await headersOf('ADMIN'))
    expect(calls.map(call => [call.headers['x-forwarded-for'], call.headers['user-agent']])).toEqual([
      ['127.0.0.1', 'curl/8.1'],
      [undefined, undefined],
      ['127.0.0.1', 'curl/8.1'],
    ])
  })

  it.each([
    ['no token at all', 'nonsense'],
    ['a token without a signature', 'eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.eyJzdWIiOiJ4In0.'],
  ])('refuses %s', async (_what, token) => {
    const answer = await post(orion.url, { query: '{ open }' }, { authorization: `Bearer ${token}` })
    expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
  })

  it('refuses a token that has expired', async () => {
    expect((await ask('{ open }', { role: 'ADMIN', seconds: -10 })).status).toBe(401)
  })

  it('refuses a token of the gateway itself', async () => {
    const { createInternalTokenSigner } = await import('@orion/common/access/internal-token')
    const sign = await createInternalTokenSigner(orion.environment['ORION_GATEWAY_PRIVATE_KEY'] ?? '')
    const token = await sign('director', { userId: randomUUID(), role: 'ADMIN', scopes: [], sessionId: null })
    const answer = await post(orion.url, { query: '{ open }' }, { authorization: `Bearer ${token}` })
    expect(answer.status).toBe(401)
  })

  it.each([
    ['/graphql', { query: 'mutation { approve(id: "1") { title } }' }],
    ['/api/v1/media/anything', { some: 'thing' }],
  ])(
    'does nothing for a request to %s whose session ended while its body was on its way',
    async (path, body) => {
      const sessionId = randomUUID()
      const authorization = `Bearer ${await orion.token({ role: 'ADMIN', sessionId })}`
      const whole = JSON.stringify(body)
      const begin = () => {
        const headers = { authorization, 'content-type': 'application/json', 'content-length': whole.length }
        const asked = request(orion.origin + path, { method: 'POST', headers })
        asked.write(whole.slice(0, 5))
        const status = new Promise<number | undefined>((resolve, reject) => {
          asked.once('error', reject).once('response', async answer => {
            await text(answer)
            resolve(answer.statusCode)
          })
        })
        return { finish: () => asked.end(whole.slice(5)), status }
      }
      const [before, after] = [begin(), begin()]
      before.finish()
      expect(await before.status).toBe(200)
      await revokeAccess(orion.redis, { sessionId })
      for (const { calls } of Object.values(orion.subgraphs)) calls.splice(0)
      after.finish()
      expect(await after.status).toBe(401)
      expect(Object.values(orion.subgraphs).flatMap(({ calls }) => calls)).toEqual([])
    },
  )

  it('keeps what is answered to somebody who is signed in out of every cache', async () => {
    const headers = { cookie: `orion_access=${await orion.token({ role: 'ADMIN' })}` }
    const policyOf = async (path: string, more: RequestInit = {}) =>
      (await fetch(orion.origin + path, { headers, ...more })).headers.get('cache-control')
    for (const path of ['/graphql?query=%7BwhoAmI%7D', '/api/v1/media/anything', '/api/v1/elsewhere'])
      expect([path, await policyOf(path)]).toEqual([path, expect.stringContaining('no-store')])
    expect(await policyOf('/.well-known/jwks.json')).toBe('public')
  })

  it('lets listed pages call it with cookies, and answers their preflights', async () => {
    const preflight = await fetch(orion.url, {
      method: 'OPTIONS',
      headers: { origin: 'http://dashboard.test', 'access-control-request-method': 'POST' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe('http://dashboard.test')
    expect(preflight.headers.get('access-control-allow-credentials')).toBe('true')
    const other = await fetch(orion.url, {
      method: 'OPTIONS',
      headers: { origin: 'http://evil.test', 'access-control-request-method': 'POST' },
    })
    expect(other.status).toBe(403)
  })

  it('hands the request id on and gives it back', async () => {
    const response = await fetch(`${orion.origin}/health`, { headers: { 'x-request-id': 'abc-1' } })
    expect(response.headers.get('x-request-id')).toBe('abc-1')
    await post(orion.url, { query: '{ open }' }, { 'x-request-id': 'abc-2' })
    const call = orion.subgraphs['director']?.calls.at(-1)
    expect(call?.headers).toMatchObject({
      'x-request-id': 'abc-2',
      traceparent: expect.stringMatching(/^00-/),
    })
  })
})
