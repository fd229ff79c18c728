import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOptions } from '../../src/command-line.ts'
import { strictestCacheControl } from '../../src/propagate/strictest-cache-control.ts'
import { startTestGateway, type TestGateway } from '../support/gateway.ts'

const NAMES = { products: '{"data":{"name":"Desk"}}', prices: '{"data":{"price":10}}' }
const BOTH = '{ name price }'

describe('headers of subgraphs', () => {
  let gateway: TestGateway<'products' | 'prices'>
  let plain: TestGateway<'products' | 'prices'>
  const definitions = {
    products: { sdl: 'type Query { name: String } type Mutation { rename: String }' },
    prices: { sdl: 'type Query { price: Int }' },
  }
  beforeAll(async () => {
    gateway = await startTestGateway(definitions, {
      propagatedHeaders: ['cache-control', 'set-cookie', 'x-region'],
    })
    plain = await startTestGateway(definitions)
  })
  afterAll(() => Promise.all([gateway.stop(), plain.stop()]))

  const answering = (
    headers: Partial<Record<keyof typeof NAMES, Record<string, string | string[]>>>,
    to = gateway,
  ) => {
    for (const name of ['products', 'prices'] as const)
      to.subgraphs[name].misbehave((_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', ...headers[name] }).end(NAMES[name])
        return true
      })
  }
  const ask = (body: unknown, url = gateway.url) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  it('reach nobody where none were named', async () => {
    answering(
      { products: { 'set-cookie': 'a=1', 'cache-control': 'public, max-age=60', 'x-region': 'north' } },
      plain,
    )
    const { headers } = await ask({ query: BOTH }, plain.url)
    expect(['set-cookie', 'cache-control', 'x-region'].map(name => headers.get(name))).toEqual([
      null,
      null,
      null,
    ])
  })

  it('reach the client as they were named, joined', async () => {
    answering({
      products: {
        'set-cookie': ['a=1; HttpOnly', 'b=2'],
        'cache-control': 'public, max-age=60',
        'x-region': 'north',
        'x-other': 'no',
      },
      prices: { 'set-cookie': 'c=3', 'cache-control': 'max-age=20', 'x-region': 'north' },
    })
    for (const response of [
      await ask({ query: BOTH }),
      await ask([{ query: '{ name }' }, { query: '{ price }' }]),
      await fetch(`${gateway.url}?query=${encodeURIComponent(BOTH)}`, {
        headers: { accept: 'application/json' },
      }),
    ]) {
      expect(response.headers.getSetCookie().sort()).toEqual(['a=1; HttpOnly', 'b=2', 'c=3'])
      expect(response.headers.get('cache-control')).toBe('max-age=20')
      expect(response.headers.get('vary')).toBe('accept, origin, authorization, cookie, accept-language')
      expect(response.headers.get('x-region')).toBe('north')
      expect(response.headers.get('x-other')).toBeNull()
    }
  })

  it('let nobody keep an answer with errors, of a silent subgraph, or of a mutation', async () => {
    const cached = { 'cache-control': 'public, max-age=60' }
    const kept = async (query: string) => (await ask({ query })).headers.get('cache-control')
    answering({ products: cached })
    expect(await kept(BOTH)).toBe('no-store')
    expect(await kept('{ name }')).toBe('public, max-age=60')
    expect(await kept('mutation { rename }')).toBe('no-store')
    gateway.subgraphs.products.misbehave((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', ...cached })
      response.end('{"data":{"name":null},"errors":[{"message":"gone"}]}')
      return true
    })
    expect(await kept('{ name }')).toBe('no-store')
    expect(await kept('{ __typename }')).toBeNull()
  })

  it('are not shared by clients who ask the same at the same time', async () => {
    let times = 0
    gateway.subgraphs.products.misbehave((_, response) => {
      const cookie = `session=${++times}`
      response
        .writeHead(200, { 'content-type': 'application/json', 'set-cookie': cookie })
        .end(NAMES.products)
      return true
    })
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask({ query: '{ name }' })))
    const cookies = answers.flatMap(({ headers }) => headers.getSetCookie())
    expect(cookies.sort()).toEqual([1, 2, 3, 4, 5].map(at => `session=${at}`))
  })

  it.each([
    [['max-age=60', 'max-age=20'], 'max-age=20'],
    [['public, max-age=60', 'private, max-age=90'], 'private, max-age=60'],
    [['public, max-age=60', 'public, max-age=90'], 'public, max-age=60'],
    [['public, max-age=60, s-maxage=600', 'public, max-age=90'], 'public, max-age=60, s-maxage=90'],
    [['private, max-age=60', 's-maxage=600, max-age=9'], 'private, max-age=9'],
    [['public', 'max-age=90'], 'max-age=0'],
    [['MAX-AGE="5", Must-Revalidate', 'max-age=9'], 'must-revalidate, max-age=5'],
    [['max-age=soon'], 'max-age=0'],
    [['max-age=60', ''], 'no-store'],
    [['max-age=60', 'no-store'], 'no-store'],
  ])('allow together what %j allow', (policies, joined) => {
    expect(strictestCacheControl(policies)).toBe(joined)
  })

  it('are refused on the command line where the gateway answers for them itself', () => {
    const read = (name: string) => readOptions(['--supergraph', 'x', '--propagate-header', name], '8000')
    expect(read('Set-Cookie')).toMatchObject({ propagatedHeaders: ['set-cookie'] })
    for (const name of ['Content-Length', 'content-type', 'Connection', 'Transfer-Encoding', 'ETag'])
      expect(() => read(name)).toThrow('is a header that the gateway answers for itself')
  })
})
