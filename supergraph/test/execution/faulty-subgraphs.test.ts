import { gzipSync } from 'node:zlib'
import { eventually } from '@orion/common/testing/test-system'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Cancellation } from '../../src/execution/cancellation.ts'
import { withRetries } from '../../src/execution/fetch/retry.ts'
import { post, startTestGateway, type TestGateway } from '../support/gateway.ts'
import type { Misbehaviour } from '../support/subgraph-server.ts'

const products = {
  sdl: `
    type Query { products: [Product!]! about: String motto: String }
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

const answering =
  (
    body: string | Buffer,
    status = 200,
    headers: Record<string, string> = { 'content-type': 'application/json' },
  ) =>
  (...[, response]: Parameters<Misbehaviour>) => {
    response.writeHead(status, headers).end(body)
    return true
  }
const notGraphQL = (status: number, type: string) =>
  `The service prices answered with status ${status} and ${type}, which is not a GraphQL answer`
const NOT_GRAPHQL = notGraphQL(200, 'application/json')
const UNUSABLE = 'The answer of the service prices could not be used'
const BROKEN_OFF = 'The service prices broke its answer off'
const TOO_LARGE = 'The answer of the service prices is larger than 1000000 bytes'
const TIMEOUT_MS = 2000
const STALLED = `The service prices did not answer within ${TIMEOUT_MS} ms`

/** What the subgraph does, and what is said of it: a message, and the reason where no GraphQL answer came. */
const FAULTS: [string, Misbehaviour, string, string | null][] = [
  ['stalls', () => true, STALLED, 'timeout'],
  [
    'answers one byte after another',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const timer = setInterval(() => response.write(' '), 50)
      response.on('close', () => clearInterval(timer))
      return true
    },
    STALLED,
    'timeout',
  ],
  [
    'hangs up',
    request => {
      request.socket.destroy()
      return true
    },
    'The service prices cannot be reached',
    'unreachable',
  ],
  [
    'sends half an answer of known length',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' })
      response.write('{"data":{"_ent')
      setImmediate(() => response.destroy())
      return true
    },
    BROKEN_OFF,
    'broken-off',
  ],
  [
    'sends half an answer in chunks',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{"data":{"_ent')
      setImmediate(() => response.destroy())
      return true
    },
    BROKEN_OFF,
    'broken-off',
  ],
  ['answers with half a text', answering('{"data":{"_ent'), NOT_GRAPHQL, 'malformed'],
  [
    'answers with a page of HTML',
    answering('<h1>hello</h1>', 200, { 'content-type': 'text/html' }),
    notGraphQL(200, 'text/html'),
    'malformed',
  ],
  ['answers with noise', answering(Buffer.from([0, 255, 1, 254, 13, 10])), NOT_GRAPHQL, 'malformed'],
  ['answers with nothing', answering('', 200, {}), notGraphQL(200, 'no content type'), 'malformed'],
  ['fails without a word', answering('', 500, {}), notGraphQL(500, 'no content type'), 'status'],
  [
    'fails with a page',
    answering('<pre>Error: at /srv/app.js:7</pre>', 500, { 'content-type': 'text/html' }),
    notGraphQL(500, 'text/html'),
    'status',
  ],
  [
    'answers with more than is taken, of known length',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '10000000' })
      response.flushHeaders()
      return true
    },
    TOO_LARGE,
    'too-large',
  ],
  [
    'answers with more than is taken, in chunks',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      for (let at = 0; at < 10; at++) response.write(' '.repeat(1_000_000))
      return true
    },
    TOO_LARGE,
    'too-large',
  ],
  [
    'answers with what unpacks to a hundred times its size',
    answering(gzipSync(' '.repeat(5_000_000)), 200, {
      'content-type': 'application/json',
      'content-encoding': 'gzip',
    }),
    NOT_GRAPHQL,
    'malformed',
  ],
  [
    'sends elsewhere',
    answering('', 307, { location: 'http://127.0.0.1:9/elsewhere' }),
    notGraphQL(307, 'no content type'),
    'malformed',
  ],
  ['answers with a list', answering('[]'), NOT_GRAPHQL, 'malformed'],
  ['answers with null', answering('null'), NOT_GRAPHQL, 'malformed'],
  ['gives a text for data', answering('{"data":"yes"}'), NOT_GRAPHQL, 'malformed'],
  ['gives no data, and no reason', answering('{"data":null}'), NOT_GRAPHQL, 'malformed'],
  ['gives no list of errors', answering('{"data":{},"errors":"no"}'), NOT_GRAPHQL, 'malformed'],
  ['gives no entities', answering('{"data":{}}'), UNUSABLE, null],
  ['gives too few entities', answering('{"data":{"_entities":[{"price":1}]}}'), UNUSABLE, null],
  ['gives too many entities', answering('{"data":{"_entities":[{},{},{}]}}'), UNUSABLE, null],
  ['gives entities that are none', answering('{"data":{"_entities":[1,"two"]}}'), UNUSABLE, null],
]

describe('subgraphs with faults', () => {
  let gateway: TestGateway<'products' | 'prices'>
  /** Waits long, and takes answers of any usual size. */
  let patient: TestGateway<'products' | 'prices'>
  const ask = (query = QUERY) => post(gateway.url, { query })

  beforeAll(async () => {
    gateway = await startTestGateway(
      { products, prices },
      { timeoutMs: TIMEOUT_MS, maxAnswerBytes: 1_000_000 },
    )
    patient = await startTestGateway({ products, prices }, { timeoutMs: 60_000 })
  })
  afterAll(() => Promise.all([gateway.stop(), patient.stop()]))
  beforeEach(async () => {
    for (const server of Object.values(gateway.subgraphs)) {
      server.misbehave(null)
    }
    await ask() // no test begins with failures of an earlier one on its circuits
    for (const server of Object.values(gateway.subgraphs)) server.calls.length = 0
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

  it.each(FAULTS)('gives what the others know when one %s', async (_what, misbehaviour, message, reason) => {
    gateway.subgraphs.prices.misbehave(misbehaviour)
    // With a user each, since identical reads of one would be one.
    const answers = await Promise.all(
      ['application/json', 'application/graphql-response+json'].map(accept =>
        post(gateway.url, { query: QUERY }, { accept, authorization: accept }),
      ),
    )
    const extensions = { code: 'DOWNSTREAM_SERVICE_ERROR', ...(reason && { reason }), serviceName: 'prices' }
    for (const { status, data, errors } of answers) {
      expect({ status, data }).toEqual({ status: 200, data: WITHOUT_PRICES })
      expect(errors).toEqual([0, 1].map(at => ({ message, path: ['products', at, 'price'], extensions })))
    }
    expect(gateway.subgraphs.prices.calls[0]?.headers['accept-encoding']).toBeUndefined()
  })

  it('keeps what subgraphs tell their own servers and developers from the answer', async () => {
    gateway.subgraphs.prices.misbehave(
      answering(
        '{"data":null,"errors":[{"message":"no","extensions":{"code":"C","stacktrace":["at /srv/x.js"],"exception":{},"http":{"status":418,"headers":{"set-cookie":"a=b"}}}}]}',
      ),
    )
    const { status, errors } = await ask()
    expect({ status, errors }).toEqual({
      status: 200,
      errors: [{ message: 'no', extensions: { code: 'C', serviceName: 'prices' } }],
    })
  })

  it('gives no way to an error whose own leads to nothing that was asked for', async () => {
    gateway.subgraphs.products.misbehave(
      answering('{"data":null,"errors":[{"message":"no","path":["elsewhere",1]}]}'),
    )
    expect((await ask()).errors).toEqual([
      { message: 'no', extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'products' } },
    ])
  })

  it('says what an answer leaves out, so that it does not look like null', async () => {
    gateway.subgraphs.products.misbehave(answering('{"data":{"about":"a shop"}}'))
    expect(await ask('{ about motto }')).toMatchObject({
      data: { about: 'a shop', motto: null },
      errors: [{ message: 'The answer of the service products could not be used', path: ['motto'] }],
    })
  })

  it.each([
    ['with a wrong content type', { 'content-type': 'text/plain' }, ''],
    [
      'of ten megabytes, where that is allowed',
      { 'content-type': 'application/json' },
      ' '.repeat(10_000_000),
    ],
  ])('takes an answer %s', async (_what, headers, padding) => {
    patient.subgraphs.prices.misbehave((_, response) => {
      response.writeHead(200, headers).end(`${padding}{"data":{"_entities":[{"price":1},{"price":2}]}}`)
      return true
    })
    const { data, errors } = await post(patient.url, { query: QUERY })
    patient.subgraphs.prices.misbehave(null)
    expect({ data, errors }).toEqual({
      data: {
        products: [
          { name: 'Desk', price: 1 },
          { name: 'Lamp', price: 2 },
        ],
      },
    })
  })

  it('serves others while one stalls', async () => {
    const stalled = new Promise<() => void>(resolve => {
      patient.subgraphs.prices.misbehave((_, response) => {
        resolve(() => response.end('{"data":{"_entities":[{"price":1},{"price":2}]}}'))
        return true
      })
    })
    let isAnswered = false
    const waiting = post(patient.url, { query: QUERY }).finally(() => {
      isAnswered = true
    })
    const release = await stalled
    for (let at = 0; at < 100; at++)
      expect((await post(patient.url, { query: '{ products { name } }' })).errors).toBeUndefined()
    expect(isAnswered).toBe(false)
    release()
    expect((await waiting).errors).toBeUndefined()
    patient.subgraphs.prices.misbehave(null)
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

  it.each([
    ['0', 3],
    [new Date(0).toUTCString(), 3],
    ['3600', 1],
    [new Date(Date.now() + 3_600_000).toUTCString(), 1],
  ])('asks again after %s, if that is soon', async (retryAfter, calls) => {
    gateway.subgraphs.prices.misbehave((_, response) => {
      response.writeHead(429, { 'retry-after': retryAfter }).end()
      return true
    })
    expect((await ask()).errors?.[0]?.extensions?.['reason']).toBe('overloaded')
    expect(gateway.subgraphs.prices.calls).toHaveLength(calls)
  })

  it('does not ask again for a client who left meanwhile', async () => {
    const cancellation = new Cancellation()
    let tries = 0
    const busy = async () => {
      tries += 1
      return { status: 503, contentType: '', retryAfter: '1', text: '' }
    }
    const read = withRetries(busy, Date.now() + 60_000, cancellation)
    await Promise.resolve()
    cancellation.cancel()
    expect([(await read).status, tries]).toEqual([503, 1])
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
    await untilReason('open-circuit')
    expect((await ask('{ products { name } }')).errors).toBeUndefined()
    gateway.subgraphs.prices.misbehave(null)
    await untilReason(undefined)
    expect((await ask()).data).toEqual({
      products: [
        { name: 'Desk', price: 10 },
        { name: 'Lamp', price: 20 },
      ],
    })
  })

  it('gives what the others know while one is killed, and uses it again once it is back', async () => {
    await gateway.subgraphs.prices.kill()
    const { data, errors } = await ask()
    expect(data).toEqual(WITHOUT_PRICES)
    expect(errors?.[0]).toMatchObject({
      message: 'The service prices cannot be reached',
      extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'prices' },
    })
    await untilReason('open-circuit')
    await gateway.subgraphs.prices.restart()
    await untilReason(undefined)
  })

  const untilReason = (reason: string | undefined) =>
    eventually(
      async () => (await ask()).errors?.[0]?.extensions?.['reason'] === reason,
      `the reason ${reason}`,
    )
})
