import { describe, expect, it } from 'vitest'
import { federate, PLANNERS } from '../support/supergraph.ts'

const catalogue = {
  products: {
    sdl: `
      type Query { products: [Product!]! product(id: ID!): Product }
      type Product @key(fields: "id") { id: ID! name: String! price: Int weight: Int maker: Maker }
      type Maker @key(fields: "id", resolvable: false) { id: ID! }`,
    resolvers: {
      Query: {
        products: () => [
          { id: '1', name: 'Desk', price: 900, weight: 30, maker: { id: 'a' } },
          { id: '2', name: 'Lamp', price: 50, weight: 2, maker: { id: 'b' } },
          { id: '3', name: 'Chair', price: 200, weight: 8, maker: { id: 'a' } },
        ],
        product: (_: unknown, { id }: { id: string }) => ({ id, name: `Product ${id}`, price: 1, weight: 1 }),
      },
    },
  },
  stock: {
    sdl: `
      type Product @key(fields: "id") {
        id: ID!
        price: Int @external
        weight: Int @external
        inStock: Boolean
        shipping: Int @requires(fields: "price weight")
      }`,
    resolvers: {
      Product: {
        __resolveReference: (reference: { id: string; price?: number; weight?: number }) => reference,
        inStock: ({ id }: { id: string }) => id !== '2',
        shipping: ({ price, weight }: { price: number; weight: number }) => (price > 500 ? 0 : weight * 2),
      },
    },
  },
  makers: {
    sdl: `type Maker @key(fields: "id") { id: ID! name: String! }`,
    resolvers: { Maker: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `Maker ${id}` }) } },
  },
}

describe.each(PLANNERS)('entities, planned by %s', planner => {
  it('joins fields of several subgraphs', async () => {
    const { run } = await federate(catalogue, planner)
    expect(await run('{ products { name inStock maker { name } } }')).toEqual({
      data: {
        products: [
          { name: 'Desk', inStock: true, maker: { name: 'Maker a' } },
          { name: 'Lamp', inStock: false, maker: { name: 'Maker b' } },
          { name: 'Chair', inStock: true, maker: { name: 'Maker a' } },
        ],
      },
    })
  })

  it('asks for each entity once, however often it occurs', async () => {
    const { run, asked } = await federate(catalogue, planner)
    await run('{ products { maker { name } } }')
    const representations = asked.find(({ subgraph }) => subgraph === 'makers')?.variables['representations']
    expect(representations).toEqual([
      { __typename: 'Maker', id: 'a' },
      { __typename: 'Maker', id: 'b' },
    ])
  })

  it('sends required fields without giving them to the client', async () => {
    const { run, asked } = await federate(catalogue, planner)
    expect(await run('{ products { name shipping } }')).toEqual({
      data: {
        products: [
          { name: 'Desk', shipping: 0 },
          { name: 'Lamp', shipping: 4 },
          { name: 'Chair', shipping: 16 },
        ],
      },
    })
    const stock = asked.find(({ subgraph }) => subgraph === 'stock')
    expect(stock?.variables).toMatchObject({
      representations: expect.arrayContaining([{ __typename: 'Product', id: '1', price: 900, weight: 30 }]),
    })
  })

  it('keeps aliases, arguments and variables apart', async () => {
    const { run } = await federate(catalogue, planner)
    const query =
      'query Two($other: ID!) { a: product(id: "1") { title: name } b: product(id: $other) { name shipping } }'
    expect(await run(query, { other: '7' })).toEqual({
      data: { a: { title: 'Product 1' }, b: { name: 'Product 7', shipping: 2 } },
    })
  })

  it('leaves out what @skip and @include say, and asks no subgraph for it', async () => {
    const { run, asked } = await federate(catalogue, planner)
    const query = `query Some($stock: Boolean = false, $maker: Boolean!) {
      product(id: "1") { name inStock @include(if: $stock) maker @skip(if: $maker) { name } ... @include(if: $stock) { shipping } } }`
    expect(await run(query, { maker: true })).toEqual({ data: { product: { name: 'Product 1' } } })
    expect(new Set(asked.map(({ subgraph }) => subgraph))).toEqual(new Set(['products']))
    expect(await run(query, { maker: true, stock: true })).toEqual({
      data: { product: { name: 'Product 1', inStock: true, shipping: 2 } },
    })
  })

  it('runs the operation that is named, of several in one document', async () => {
    const { run } = await federate(catalogue, planner)
    const document =
      'query A { product(id: "1") { ...Named } } query B { b: product(id: "2") { ...Named } } fragment Named on Product { name }'
    expect(await run(document, {}, { operationName: 'B' })).toEqual({ data: { b: { name: 'Product 2' } } })
  })

  it('answers introspection beside data, and __typename', async () => {
    const { run } = await federate(catalogue, planner)
    const query =
      'query($name: String!) { __typename t: __type(name: $name) { name kind fields { name } } product(id: "1") { __typename name } }'
    expect(await run(query, { name: 'Maker' })).toEqual({
      data: {
        __typename: 'Query',
        t: { name: 'Maker', kind: 'OBJECT', fields: [{ name: 'id' }, { name: 'name' }] },
        product: { __typename: 'Product', name: 'Product 1' },
      },
    })
  })

  it('answers a pure introspection query without asking any subgraph', async () => {
    const { run, asked } = await federate(catalogue, planner)
    expect(await run('{ __schema { queryType { name } } }')).toEqual({
      data: { __schema: { queryType: { name: 'Query' } } },
    })
    expect(await run('{ __typename }')).toEqual({ data: { __typename: 'Query' } })
    expect(asked).toEqual([])
  })

  it('says what is wrong with variables before it asks anybody', async () => {
    const { run, asked } = await federate(catalogue, planner)
    const { errors, data } = await run('query($id: ID!) { product(id: $id) { name } }', { id: { a: 1 } })
    expect(data).toBeUndefined()
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } })
    expect(asked).toEqual([])
  })
})
