import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { post, startTestGateway, type TestGateway } from '../support/gateway.ts'

const products = {
  sdl: `
    type Query { products: [Product!]! }
    type Mutation { rename(name: String!): String }
    type Product @key(fields: "id") { id: ID! name: String! }`,
  resolvers: {
    Query: {
      products: () => [
        { id: '1', name: 'Desk' },
        { id: '2', name: 'Lamp' },
      ],
    },
    Mutation: { rename: (_: unknown, { name }: { name: string }) => name },
  },
}
const prices = {
  sdl: 'type Product @key(fields: "id") { id: ID! price: Int }',
  resolvers: {
    Product: { __resolveReference: ({ id }: { id: string }) => ({ id, price: Number(id) * 10 }) },
  },
}
const QUERY = '{ products { name price } }'
const WITHOUT_PRICES = {
  products: [
    { name: 'Desk', price: null },
    { name: 'Lamp', price: null },
  ],
}

describe('subgraphs with faults', () => {
  let gateway: TestGateway<'products' | 'prices'>
  const ask = (query = QUERY) => post(gateway.url, { query })

  beforeAll(async () => {
    gateway = await startTestGateway({ products, prices }, { timeoutMs: 1000 })
  })
  afterAll(() => gateway.stop())
  beforeEach(() => {
    for (const server of Object.values(gateway.subgraphs)) {
      server.misbehave(null)
      server.calls.length = 0
    }
  })

  it('answers in full when all is well', async () => {
    expect(await ask()).toMatchObject({
      status: 200,
      data: {
        products: [
          { name: 'Desk', price: 10 },
          { name: 'Lamp', price: 20 },
        ],
      },
    })
  })

  it('gives what the others know when one answers with a page of HTML', async () => {
    gateway.subgraphs.prices.misbehave((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>hello</h1>')
      return true
    })
    const { data, errors } = await ask()
    expect(data).toEqual(WITHOUT_PRICES)
    expect(errors).toEqual(
      ['0', '1'].map(at => ({
        message: 'The service prices answered with status 200 and text/html, which is not a GraphQL answer',
        path: ['products', Number(at), 'price'],
        extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', reason: 'malformed', serviceName: 'prices' },
      })),
    )
  })

  it('gives what the others know when one stalls, within the time-out', async () => {
    gateway.subgraphs.prices.misbehave(() => true)
    const { data, errors } = await ask()
    expect(data).toEqual(WITHOUT_PRICES)
    expect(errors?.[0]?.extensions).toMatchObject({ reason: 'timeout', serviceName: 'prices' })
  })

  it('gives what the others know when one sends half an answer', async () => {
    gateway.subgraphs.prices.misbehave((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' })
      response.write('{"data":{"_ent')
      setImmediate(() => response.destroy())
      return true
    })
    const { data, errors } = await ask()
    expect(data).toEqual(WITHOUT_PRICES)
    expect(errors?.[0]?.extensions).toMatchObject({ reason: 'unreachable' })
  })

  it('takes errors from an answer with status 500', async () => {
    gateway.subgraphs.prices.misbehave((_, response) => {
      response.writeHead(500, { 'content-type': 'application/json' })
      response.end('{"errors":[{"message":"out of paper","extensions":{"code":"PAPER"}}]}')
      return true
    })
    const { data, errors } = await ask()
    expect(data).toEqual(WITHOUT_PRICES)
    expect(errors).toEqual([
      { message: 'out of paper', extensions: { code: 'PAPER', serviceName: 'prices' } },
    ])
  })

  it('refuses a list of entities that does not fit the question', async () => {
    gateway.subgraphs.prices.misbehave((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"_entities":[]}}')
      return true
    })
    const { data, errors } = await ask()
    expect(data).toEqual(WITHOUT_PRICES)
    expect(errors?.[0]?.message).toBe('The answer of the service prices could not be used')
  })

  it('asks a busy subgraph again, when it says', async () => {
    let times = 0
    gateway.subgraphs.prices.misbehave((_, response) => {
      times += 1
      if (times > 2) return false
      response.writeHead(503, { 'retry-after': '0' }).end()
      return true
    })
    expect((await ask()).errors).toBeUndefined()
    expect(times).toBe(3)
  })

  it('never sends a mutation twice', async () => {
    gateway.subgraphs.products.misbehave((_, response) => {
      response.writeHead(503).end()
      return true
    })
    const { data } = await ask('mutation { rename(name: "x") }')
    expect(data).toEqual({ rename: null })
    expect(gateway.subgraphs.products.calls).toHaveLength(1)
  })

  it('asks once for what several clients want at the same time', async () => {
    const waiting: (() => void)[] = []
    gateway.subgraphs.products.misbehave((_, response) => {
      waiting.push(() => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end('{"data":{"products":[{"__typename":"Product","id":"1","name":"Desk"}]}}')
      })
      return true
    })
    const answers = Promise.all(Array.from({ length: 5 }, () => ask('{ products { name } }')))
    while (waiting.length === 0) await new Promise(resolve => setTimeout(resolve, 5))
    await post(gateway.url, { query: '{ __typename }' })
    waiting[0]?.()
    expect((await answers).map(({ data }) => data)).toEqual(Array(5).fill({ products: [{ name: 'Desk' }] }))
    expect(waiting).toHaveLength(1)
  })

  it('does not share between clients with other headers', async () => {
    await Promise.all([
      post(gateway.url, { query: QUERY }, { authorization: 'Bearer a' }),
      post(gateway.url, { query: QUERY }, { authorization: 'Bearer b' }),
    ])
    const seen = gateway.subgraphs.products.calls.map(({ headers }) => headers.authorization)
    expect(seen.sort()).toEqual(['Bearer a', 'Bearer b'])
  })

  it('stops asking when the client leaves', async () => {
    const cut = new Promise<void>(resolve => {
      gateway.subgraphs.products.misbehave((request, response) => {
        response.on('close', () => resolve())
        request.socket.resume()
        return true
      })
    })
    const leave = new AbortController()
    const left = fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ products { id name } }' }),
      signal: leave.signal,
    }).catch(() => 'left')
    while (gateway.subgraphs.products.calls.length === 0) await new Promise(resolve => setTimeout(resolve, 5))
    leave.abort()
    expect(await left).toBe('left')
    await cut
  })

  it('gives a subgraph that keeps failing time to recover, and uses it again after that', async () => {
    gateway.subgraphs.prices.misbehave((_, response) => {
      response.writeHead(502).end()
      return true
    })
    let reason: unknown
    for (let call = 0; call < 12 && reason !== 'open-circuit'; call++) {
      reason = (await ask()).errors?.[0]?.extensions?.['reason']
    }
    expect(reason).toBe('open-circuit')
    expect((await ask('{ products { name } }')).errors).toBeUndefined()
    gateway.subgraphs.prices.misbehave(null)
    while ((await ask()).errors) await new Promise(resolve => setTimeout(resolve, 100))
    expect((await ask()).data).toEqual({
      products: [
        { name: 'Desk', price: 10 },
        { name: 'Lamp', price: 20 },
      ],
    })
  })

  it('gives what the others know when one is killed', async () => {
    await gateway.subgraphs.prices.kill()
    const { data, errors } = await ask()
    expect(data).toEqual(WITHOUT_PRICES)
    expect(errors?.[0]).toMatchObject({
      message: 'The service prices cannot be reached',
      extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'prices' },
    })
  })
})
