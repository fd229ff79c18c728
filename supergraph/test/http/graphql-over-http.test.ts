import { connect as connectTcp } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { eventually } from '@orion/common/testing/test-system'
import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { post, startTestGateway, type TestGateway } from '../support/gateway.ts'

const greeter = {
  sdl: `type Query { hello(name: String = "world"): String! list: [Node!]! } type Mutation { set: Boolean }
    type Node { id: ID! next: Node }`,
  resolvers: {
    Query: { hello: (_: unknown, { name }: { name: string }) => `hello ${name}`, list: () => [{ id: '1' }] },
    Mutation: { set: () => true },
  },
}

describe('GraphQL over HTTP', () => {
  let gateway: TestGateway<'greeter'>
  beforeAll(async () => {
    gateway = await startTestGateway({ greeter })
  })
  afterAll(() => gateway.stop())

  const send = (init: RequestInit & { search?: string }) => fetch(`${gateway.url}${init.search ?? ''}`, init)

  it('answers in both media types', async () => {
    const plain = await post(gateway.url, { query: '{ hello }' })
    expect(plain).toMatchObject({
      status: 200,
      contentType: 'application/json; charset=utf-8',
      data: { hello: 'hello world' },
    })
    const accept = 'application/graphql-response+json'
    const modern = await post(gateway.url, { query: '{ hello }' }, { accept })
    expect(modern.contentType).toBe(`${accept}; charset=utf-8`)
    for (const [accepted, answered] of [
      [`application/json;q=0.5, ${accept}`, accept],
      [`${accept};q=0, application/json`, 'application/json'],
      [`${accept};q=0.2, */*;q=0.8`, 'application/json'],
    ] as const) {
      const { contentType } = await post(gateway.url, { query: '{ hello }' }, { accept: accepted })
      expect([accepted, contentType]).toEqual([accepted, `${answered}; charset=utf-8`])
    }
  })

  it('tells wrong documents and variables by status where the media type allows it', async () => {
    const accept = 'application/graphql-response+json'
    const wrong = { query: 'query($n: String) { hello(name: $n) }', variables: { n: 7 } }
    expect(await post(gateway.url, { query: '{ nope }' }, { accept })).toMatchObject({ status: 400 })
    expect(await post(gateway.url, { query: '{' }, { accept })).toMatchObject({ status: 400 })
    expect(await post(gateway.url, wrong, { accept })).toMatchObject({ status: 400 })
    expect(await post(gateway.url, { query: '{ nope }' })).toMatchObject({ status: 200 })
    expect(await post(gateway.url, wrong)).toMatchObject({
      status: 200,
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    })
  })

  it('answers a document that it knows as it did when it was new', async () => {
    const document = 'query A($n: String) { hello(name: $n) } query B { hello } mutation C { set }'
    const deep = JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`)
    const cases: [Record<string, unknown>, object][] = [
      [{ operationName: 'A', variables: { n: 'you' } }, { data: { hello: 'hello you' } }],
      [{ operationName: 'B', variables: null }, { data: { hello: 'hello world' } }],
      [{ operationName: 'C' }, { data: { set: true } }],
      [{ operationName: 'A', variables: { n: 7 } }, { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] }],
      [
        { operationName: 'A', variables: { n: deep } },
        { errors: [{ extensions: { code: 'OPERATION_TOO_LARGE' } }] },
      ],
      [
        { operationName: 'A', variables: [1] },
        { status: 400, errors: [{}] },
      ],
      [
        { operationName: 'B', other: 1 },
        { status: 400, errors: [{}] },
      ],
      [{ operationName: 'D' }, { errors: [{}] }],
      [{}, { errors: [{}] }],
    ]
    for (const [at, [more, expected]] of cases.entries()) {
      const body = { query: `${document}${' '.repeat(at)}`, ...more }
      const first = await post(gateway.url, body)
      expect(first).toMatchObject(expected)
      await post(gateway.url, { query: body.query, operationName: 'B' })
      expect(await post(gateway.url, body)).toEqual(first)
    }
  })

  it('takes variables of any name, with and without a value', async () => {
    for (const name of ['toString', 'constructor', '__proto__']) {
      const query = `query($${name}: String) { hello(name: $${name}) }`
      expect(await post(gateway.url, { query })).toMatchObject({ data: { hello: 'hello world' } })
      const variables = JSON.parse(`{"${name}": "you"}`)
      expect(await post(gateway.url, { query, variables })).toMatchObject({ data: { hello: 'hello you' } })
    }
  })

  it('answers queries, but no mutations, to GET', async () => {
    const query = await send({
      search: '?query={hello(name:"GET")}',
      headers: { accept: 'application/json' },
    })
    expect(await query.json()).toEqual({ data: { hello: 'hello GET' } })
    expect((await send({ search: '?query=mutation{set}' })).status).toBe(405)
    for (const search of ['?query={hello}&variables=x', '?query={hello}&extensions={', '?variables={}']) {
      const wrong = await send({ search, headers: { accept: 'application/json' } })
      expect([search, wrong.status, await wrong.json()]).toMatchObject([
        search,
        400,
        { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
      ])
    }
  })

  it('answers batches, up to ten', async () => {
    const batch = (size: number) =>
      send({
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(
          Array.from({ length: size }, (_, at) => ({ query: `{ hello(name: "${at}") }` })),
        ),
      })
    expect(await (await batch(2)).json()).toEqual([
      { data: { hello: 'hello 0' } },
      { data: { hello: 'hello 1' } },
    ])
    expect((await batch(11)).status).toBe(413)
    for (const body of ['[]', '[null]', '[[{"query":"{ hello }"}]]', '[{"query":"{ hello }"},7]']) {
      const wrong = await send({ method: 'POST', headers: { 'content-type': 'application/json' }, body })
      expect([body, wrong.status, await wrong.json()]).toMatchObject([
        body,
        400,
        { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
      ])
    }
  })

  it('runs nothing whose answer the client would not take', async () => {
    gateway.subgraphs.greeter.calls.length = 0
    for (const accept of ['text/css', 'application/json;q=0', 'text/html, image/*']) {
      const refused = await post(gateway.url, { query: 'mutation { set }' }, { accept })
      expect(refused).toMatchObject({ status: 406, errors: [{ extensions: { code: 'NOT_ACCEPTABLE' } }] })
    }
    expect(gateway.subgraphs.greeter.calls).toEqual([])
    for (const accept of ['application/*', 'text/css, */*;q=0.1']) {
      const answered = await post(gateway.url, { query: 'mutation { set }' }, { accept })
      expect(answered).toMatchObject({ status: 200, data: { set: true } })
    }
  })

  it('reads the media type of a body in upper or lower case', async () => {
    const headers = { 'content-type': 'Application/JSON; Charset=UTF-8' }
    expect(await post(gateway.url, { query: '{ hello }' }, headers)).toMatchObject({ status: 200 })
  })

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('takes bodies that are compressed with %s, within the same limit', async (encoding, compress) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding }
    const sendCompressed = (body: string) => send({ method: 'POST', headers, body: compress(body) })
    expect(await (await sendCompressed('{"query":"{ hello }"}')).json()).toMatchObject({
      data: { hello: 'hello world' },
    })
    expect((await sendCompressed(`{"query":"{ hello }${' '.repeat(2_000_000)}"}`)).status).toBe(413)
    expect((await send({ method: 'POST', headers, body: '{"query":"{ hello }"}' })).status).toBe(400)
  })

  it('refuses bodies that are encoded in another way', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'zstd' }
    const refused = await send({ method: 'POST', headers, body: '{"query":"{ hello }"}' })
    expect([refused.status, refused.headers.get('accept-encoding')]).toEqual([
      415,
      'gzip, x-gzip, deflate, br',
    ])
  })

  it('lets pages of others send the headers that they ask for', async () => {
    const headers = { origin: 'http://page.test', 'access-control-request-method': 'POST' }
    const asked = 'apollographql-client-name, content-type, x-tenant'
    const preflight = await send({
      method: 'OPTIONS',
      headers: { ...headers, 'access-control-request-headers': asked },
    })
    expect(preflight.headers.get('access-control-allow-headers')).toBe(asked)
    expect(
      (await send({ method: 'OPTIONS', headers })).headers.get('access-control-allow-headers'),
    ).toBeNull()
  })

  it('refuses what a form of another page could send', async () => {
    const body = JSON.stringify({ query: '{ hello }' })
    expect((await send({ method: 'POST', headers: { 'content-type': 'text/plain' }, body })).status).toBe(415)
  })

  it('refuses bodies that are too large, of known length or not', async () => {
    const large = JSON.stringify({ query: `{ hello(name: "${'x'.repeat(2 * 1024 * 1024)}") }` })
    const headers = { 'content-type': 'application/json' }
    expect((await send({ method: 'POST', headers, body: large })).status).toBe(413)
    const stream = () => new Blob([large]).stream()
    const streamed = await send({
      method: 'POST',
      headers,
      body: stream(),
      duplex: 'half',
    } as RequestInit).catch(() => null)
    expect(streamed?.status ?? 413).toBe(413)
    const small = new Blob([JSON.stringify({ query: '{ hello }' })]).stream()
    const answer = await send({ method: 'POST', headers, body: small, duplex: 'half' } as RequestInit)
    expect(await answer.json()).toEqual({ data: { hello: 'hello world' } })
  })

  it('answers clients who offer to go on in HTTP/2, or who name the whole address, over HTTP/1.1', async () => {
    const { host } = new URL(gateway.origin)
    const body = '{"query":"{ hello }"}'
    const rest = `host: ${host}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}`
    const offer =
      'connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAAQCAAAAAAIAAAAA'
    const [name, port] = host.split(':')
    const socket = connectTcp(Number(port), name)
    let received = ''
    socket.on('data', data => {
      received += data
    })
    const answers = () => received.match(/HTTP\/1\.1 200 |\{"data":\{"hello":"hello world"\}\}/g)?.length ?? 0
    for (const [at, head] of [
      `POST /graphql HTTP/1.1\r\n${offer}`,
      `POST ${gateway.url} HTTP/1.1`,
      `POST ${gateway.url} HTTP/1.1\r\n${offer}`,
    ].entries()) {
      socket.write(`${head}\r\n${rest}\r\n\r\n${body.slice(0, 9)}`)
      socket.write(body.slice(9))
      await eventually(() => answers() === 2 * (at + 1), `an answer to ${head}`)
    }
    socket.destroy()
  })

  it('answers the full introspection query', async () => {
    const { errors, data } = await post(gateway.url, { query: getIntrospectionQuery() })
    expect(errors).toBeUndefined()
    expect(data).toMatchObject({ __schema: { queryType: { name: 'Query' } } })
  })

  it.each([
    ['deep', `{ list { ${'next { '.repeat(20)} id ${'} '.repeat(20)} } }`, 'OPERATION_TOO_LARGE'],
    [
      'full of aliases',
      `{ ${Array.from({ length: 60 }, (_, at) => `a${at}: hello`).join(' ')} }`,
      'OPERATION_TOO_LARGE',
    ],
    ['full of directives', `{ hello ${'@skip(if: false) '.repeat(80)} }`, 'OPERATION_TOO_LARGE'],
    [
      'cyclic',
      '{ list { ...A } } fragment A on Node { next { ...B } } fragment B on Node { next { ...A } }',
      'CYCLIC_FRAGMENT',
    ],
    [
      'a bomb of fragments',
      `{ list { ...F0 } } ${Array.from({ length: 13 }, (_, at) => `fragment F${at} on Node { id ...F${at + 1} ...F${at + 1} }`).join(' ')} fragment F13 on Node { id }`,
      'OPERATION_TOO_LARGE',
    ],
  ])('refuses a document that is %s before any subgraph is asked', async (_what, query, code) => {
    gateway.subgraphs.greeter.calls.length = 0
    const { errors } = await post(gateway.url, { query })
    expect(errors?.map(error => error.extensions?.['code'])).toEqual([code])
    expect(gateway.subgraphs.greeter.calls).toEqual([])
  })

  it('stops reading a document with too many tokens', async () => {
    const { errors } = await post(gateway.url, { query: `{ ${'hello '.repeat(5000)} }` })
    expect(errors?.[0]?.message).toContain('3000 tokens')
  })

  it('shows the explorer to browsers, and loads nothing from elsewhere', async () => {
    const page = await send({ headers: { accept: 'text/html' } })
    const html = await page.text()
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(page.headers.get('vary')).toContain('accept-encoding')
    expect(html).not.toMatch(/https?:\/\//)
    const [, script] = /<script[^>]* src="([^"]+)"/.exec(html) ?? []
    expect((await fetch(`${gateway.origin}${script}`)).status).toBe(200)
  })
})
