import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../support/gateway.ts'
import { PLANNERS } from '../support/supergraph.ts'

const products = {
  sdl: `
    type Query { products: [Product!]! }
    type Mutation { rename: Product }
    type Product @key(fields: "id") { id: ID! name: String! maker: Maker }
    type Maker @key(fields: "id", resolvable: false) { id: ID! }`,
  resolvers: {
    Query: { products: () => ['1', '2'].map(id => ({ id, name: `Product ${id}`, maker: { id } })) },
    Mutation: { rename: () => ({ id: '1', name: 'renamed', maker: null }) },
  },
}
const makers = {
  sdl: `
    type Product @key(fields: "id") { id: ID! price: Int! stock: Int }
    type Maker @key(fields: "id") { id: ID! country: String }`,
  resolvers: {
    Product: {
      __resolveReference: ({ id }: { id: string }) => ({ id, stock: Number(id) }),
      price: ({ id }: { id: string }) => {
        if (id === '2') throw new Error('no price for 2')
        return 10
      },
    },
    Maker: { __resolveReference: ({ id }: { id: string }) => ({ id, country: `Country ${id}` }) },
  },
}

describe.each(PLANNERS)('answers in parts, planned by %s', planner => {
  let gateway: TestGateway<'products' | 'makers'>
  beforeAll(async () => {
    gateway = await startTestGateway({ products, makers }, { planner })
  })
  afterAll(() => gateway.stop())
  beforeEach(() => {
    gateway.subgraphs.makers.misbehave(null)
    gateway.subgraphs.makers.calls.length = 0
  })

  const ask = (query: string, accept: string, variables = {}) =>
    fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({ query, variables }),
    })
  const partsOf = async (query: string, variables = {}, form = 'deferSpec=20220824') => {
    const response = await ask(query, `multipart/mixed;${form}, application/json`, variables)
    expect(response.headers.get('content-type')).toBe(`multipart/mixed; boundary="-"; ${form}`)
    const text = await response.text()
    expect(text.endsWith('\r\n-----\r\n')).toBe(true)
    return text
      .split(/\r\n---(?:--)?(?:\r\n|$)/)
      .filter(part => part.includes('\r\n\r\n'))
      .map(part => JSON.parse(part.slice(part.indexOf('\r\n\r\n'))))
  }

  it('gives what is not deferred first, then each fragment with its label', async () => {
    const query = '{ products { name ... @defer(label: "stock") { stock } } }'
    expect(await partsOf(query)).toEqual([
      { data: { products: [{ name: 'Product 1' }, { name: 'Product 2' }] }, hasNext: true },
      {
        incremental: [
          { data: { stock: 1 }, path: ['products', 0], label: 'stock' },
          { data: { stock: 2 }, path: ['products', 1], label: 'stock' },
        ],
        hasNext: false,
      },
    ])
  })

  it('does not wait for a deferred subgraph', async () => {
    let answer: () => void = () => {}
    gateway.subgraphs.makers.misbehave((_, response) => {
      answer = () => {
        const body = { data: { _entities: [{ stock: 7 }, { stock: 8 }] } }
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      }
      return true
    })
    const response = await ask('{ products { name ... @defer { stock } } }', 'multipart/mixed')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('"hasNext":true')) text += (await reader?.read())?.value ?? ''
    expect(text).toContain('Product 2')
    expect(text).not.toContain('stock')
    while (gateway.subgraphs.makers.calls.length === 0) await new Promise(resolve => setTimeout(resolve, 5))
    answer()
    while (!text.includes('-----')) text += (await reader?.read())?.value ?? ''
    expect(text).toContain('{"stock":7}')
  })

  it('defers inside of what is deferred, through named fragments', async () => {
    const query = `{ products { name ...More @defer(label: "more") } }
      fragment More on Product { id maker { ... @defer(label: "country") { country } } }`
    const parts = await partsOf(query)
    expect(parts.map(part => part.incremental?.[0])).toEqual([
      undefined,
      { data: { id: '1', maker: {} }, path: ['products', 0], label: 'more' },
      { data: { country: 'Country 1' }, path: ['products', 0, 'maker'], label: 'country' },
    ])
    expect(parts.map(({ hasNext }) => hasNext)).toEqual([true, true, false])
  })

  it('keeps errors of a deferred fragment to it', async () => {
    const [first, second] = await partsOf('{ products { name ... @defer { price } } }')
    expect(first).toEqual({
      data: { products: [{ name: 'Product 1' }, { name: 'Product 2' }] },
      hasNext: true,
    })
    expect(second.incremental[0]).toEqual({ data: { price: 10 }, path: ['products', 0] })
    expect(second.incremental[1]).toMatchObject({
      data: null,
      path: ['products', 1],
      errors: [{ message: 'no price for 2', path: ['products', 1, 'price'] }],
    })
  })

  it('announces and completes each fragment to who asks for that form', async () => {
    const query = `{ products { name ... @defer(label: "price") { price maker { ... @defer { country } } } } }`
    const parts = await partsOf(query, {}, 'incrementalSpec=v0.2')
    expect(parts).toEqual([
      {
        data: { products: [{ name: 'Product 1' }, { name: 'Product 2' }] },
        pending: [
          { id: '0', path: ['products', 0], label: 'price' },
          { id: '1', path: ['products', 1], label: 'price' },
        ],
        hasNext: true,
      },
      {
        pending: [{ id: '2', path: ['products', 0, 'maker'] }],
        incremental: [{ id: '0', data: { price: 10, maker: {} } }],
        completed: [
          { id: '0' },
          { id: '1', errors: [expect.objectContaining({ message: 'no price for 2' })] },
        ],
        hasNext: true,
      },
      {
        incremental: [{ id: '2', data: { country: 'Country 1' } }],
        completed: [{ id: '2' }],
        hasNext: false,
      },
    ])
    expect(
      await partsOf('{ products { name ... @defer(if: false) { id } } }', {}, 'incrementalSpec=v0.2'),
    ).toEqual([{ data: { products: ['1', '2'].map(id => ({ name: `Product ${id}`, id })) }, hasNext: false }])
  })

  it('asks the condition of a defer', async () => {
    const query = 'query($late: Boolean!) { products { name ... @defer(if: $late) { stock } } }'
    expect(await partsOf(query, { late: false })).toEqual([
      {
        data: {
          products: [
            { name: 'Product 1', stock: 1 },
            { name: 'Product 2', stock: 2 },
          ],
        },
        hasNext: false,
      },
    ])
    expect(await partsOf(query, { late: true })).toHaveLength(2)
    const early = query.replace('Boolean!', 'Boolean! = false')
    expect(await partsOf(early)).toHaveLength(1)
    expect(await partsOf(early, { late: true })).toHaveLength(2)
  })

  it('gives the whole answer at once to who does not accept parts, and to mutations', async () => {
    for (const accept of ['application/json', 'application/json, multipart/mixed;q=0']) {
      const whole = await ask('{ products { name ... @defer { stock } } }', accept)
      expect(await whole.json()).toEqual({
        data: {
          products: [
            { name: 'Product 1', stock: 1 },
            { name: 'Product 2', stock: 2 },
          ],
        },
      })
    }
    const mutation = 'mutation { rename { name ... @defer { stock } } }'
    const changed = await ask(mutation, 'multipart/mixed;deferSpec=20220824, application/json')
    expect(await changed.json()).toEqual({ data: { rename: { name: 'renamed', stock: 1 } } })
  })

  it('streams the parts as server-sent events to who asks for these', async () => {
    const response = await ask('{ products { name ... @defer { stock } } }', 'text/event-stream')
    const text = await response.text()
    expect(text.match(/event: next/g)).toHaveLength(2)
    expect(text).toContain('event: complete')
  })

  it('answers operations of a batch whole', async () => {
    const query = '{ products { name ... @defer { stock } } }'
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'multipart/mixed, application/json' },
      body: JSON.stringify([{ query: '{ __typename }' }, { query }]),
    })
    const products = ['1', '2'].map(id => ({ name: `Product ${id}`, stock: Number(id) }))
    expect(await response.json()).toEqual([{ data: { __typename: 'Query' } }, { data: { products } }])
  })

  it('stops asking subgraphs when the client leaves', async () => {
    const cut = new Promise<void>(resolve => {
      gateway.subgraphs.makers.misbehave((_, response) => {
        response.on('close', () => resolve())
        return true
      })
    })
    const leave = new AbortController()
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'multipart/mixed' },
      body: JSON.stringify({ query: '{ products { name ... @defer { stock } } }' }),
      signal: leave.signal,
    })
    const reader = response.body?.getReader()
    await reader?.read()
    while (gateway.subgraphs.makers.calls.length === 0) await new Promise(resolve => setTimeout(resolve, 5))
    leave.abort()
    await cut
  })
})
