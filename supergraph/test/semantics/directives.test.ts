import { describe, expect, it } from 'vitest'
import { federate, PLANNERS } from '../support/supergraph.ts'

describe.each(PLANNERS)('federation directives, planned by %s', planner => {
  it('@provides saves the second fetch', async () => {
    const { run, asked } = await federate(
      {
        users: {
          sdl: 'type Query { user: User } type User @key(fields: "id") { id: ID! name: String @shareable }',
          resolvers: {
            Query: { user: () => ({ id: '1', name: 'Ada' }) },
            User: { __resolveReference: (user: object) => user },
          },
        },
        posts: {
          sdl: `
            type Query { post: Post }
            type Post { author: User @provides(fields: "name") other: User }
            type User @key(fields: "id") { id: ID! name: String @external }`,
          resolvers: { Query: { post: () => ({ author: { id: '2', name: 'Grace' } }) } },
        },
      },
      planner,
    )
    expect(await run('{ post { author { name } } }')).toEqual({
      data: { post: { author: { name: 'Grace' } } },
    })
    expect(asked.map(({ subgraph }) => subgraph)).toEqual(['posts'])
  })

  it('@override moves a field to its new subgraph', async () => {
    const { run } = await federate(
      {
        old: {
          sdl: 'type Query { item: Item } type Item @key(fields: "id") { id: ID! label: String }',
          resolvers: {
            Query: { item: () => ({ id: '1', label: 'old' }) },
            Item: { __resolveReference: (item: object) => item },
          },
        },
        fresh: {
          sdl: 'type Item @key(fields: "id") { id: ID! label: String @override(from: "old") }',
          resolvers: { Item: { __resolveReference: ({ id }: { id: string }) => ({ id, label: 'fresh' }) } },
        },
      },
      planner,
    )
    expect(await run('{ item { label } }')).toEqual({ data: { item: { label: 'fresh' } } })
  })

  it('@requires with nested selections and lists', async () => {
    const { run } = await federate(
      {
        orders: {
          sdl: `
            type Query { order: Order }
            type Order @key(fields: "id") { id: ID! lines: [Line!]! }
            type Line { price: Int! amount: Int! label(upper: Boolean): String }`,
          resolvers: {
            Query: {
              order: () => ({
                id: '1',
                lines: [
                  { price: 2, amount: 3, label: 'x' },
                  { price: 5, amount: 1, label: 'y' },
                ],
              }),
            },
          },
        },
        totals: {
          sdl: `
            type Order @key(fields: "id") { id: ID! lines: [Line!]! @external total: Int @requires(fields: "lines { price amount }") }
            type Line { price: Int! @external amount: Int! @external }`,
          resolvers: {
            Order: {
              __resolveReference: (order: object) => order,
              total: ({ lines }: { lines: { price: number; amount: number }[] }) =>
                lines.reduce((sum, { price, amount }) => sum + price * amount, 0),
            },
          },
        },
      },
      planner,
    )
    expect(await run('{ order { total lines { price } } }')).toEqual({
      data: { order: { total: 11, lines: [{ price: 2 }, { price: 5 }] } },
    })
  })

  it('compound and several keys lead from subgraph to subgraph', async () => {
    const { run } = await federate(
      {
        a: {
          sdl: 'type Query { part: Part } type Part @key(fields: "sku") { sku: String! }',
          resolvers: { Query: { part: () => ({ sku: 's1' }) } },
        },
        b: {
          sdl: `type Part @key(fields: "sku") @key(fields: "vendor { id } number") { sku: String! vendor: Vendor! number: Int! }
            type Vendor { id: ID! }`,
          resolvers: { Part: { __resolveReference: () => ({ sku: 's1', vendor: { id: 'v1' }, number: 4 }) } },
        },
        c: {
          sdl: `type Part @key(fields: "vendor { id } number") { vendor: Vendor! @external number: Int! @external stock: Int }
            type Vendor { id: ID! @external }`,
          resolvers: {
            Part: {
              __resolveReference: ({ vendor, number }: { vendor: { id: string }; number: number }) => ({
                vendor,
                number,
                stock: vendor.id === 'v1' ? number * 10 : 0,
              }),
            },
          },
        },
      },
      planner,
    )
    expect(await run('{ part { sku stock } }')).toEqual({ data: { part: { sku: 's1', stock: 40 } } })
  })

  it('mutations run in series, whatever subgraphs they are in', async () => {
    const log: string[] = []
    const slow = (name: string) => async () => {
      log.push(`${name} begins`)
      await new Promise(resolve => setImmediate(resolve))
      log.push(`${name} ends`)
      return name
    }
    const { run } = await federate(
      {
        a: {
          sdl: 'type Query { ok: Boolean } type Mutation { one: String three: String }',
          resolvers: { Mutation: { one: slow('one'), three: slow('three') } },
        },
        b: { sdl: 'type Mutation { two: String }', resolvers: { Mutation: { two: slow('two') } } },
      },
      planner,
    )
    expect(await run('mutation { one two three }')).toEqual({
      data: { one: 'one', two: 'two', three: 'three' },
    })
    expect(log).toEqual(['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends'])
  })

  it('arguments of inputs, enums, defaults and custom scalars reach the subgraph', async () => {
    const { run } = await federate(
      {
        a: {
          sdl: `
            type Query { find(filter: Filter!, order: Order = NAME, extra: JSON): String }
            input Filter { text: String! limit: Int = 5 tags: [String!] }
            enum Order { NAME AGE }
            scalar JSON`,
          resolvers: { Query: { find: (_: unknown, args: object) => JSON.stringify(args) } },
        },
      },
      planner,
    )
    const { data } = await run(
      'query($filter: Filter!, $extra: JSON) { find(filter: $filter, extra: $extra) }',
      {
        filter: { text: 'a"b\\c\u2028', tags: ['x'] },
        extra: { deep: [1, null, 'é'] },
      },
    )
    expect(JSON.parse(data.find)).toEqual({
      filter: { text: 'a"b\\c\u2028', limit: 5, tags: ['x'] },
      order: 'NAME',
      extra: { deep: [1, null, 'é'] },
    })
  })
})

describe.each(PLANNERS)('federation directives with arguments, %s asked first', planner => {
  it('@fromContext hands values of enclosing objects down (Apollo’s planner)', async () => {
    const { run } = await federate(
      {
        a: {
          sdl: `
            type Query { shops: [Shop!]! }
            type Shop @key(fields: "id") @context(name: "shop") { id: ID! currency: String! items: [Item!]! }
            type Item @key(fields: "id") { id: ID! price(currency: String @fromContext(field: "$shop { currency }")): String }`,
          resolvers: {
            Query: {
              shops: () => [
                { id: '1', currency: 'EUR', items: [{ id: 'i1' }, { id: 'i2' }] },
                { id: '2', currency: 'USD', items: [{ id: 'i1' }] },
              ],
            },
            Item: {
              __resolveReference: ({ id }: { id: string }) => ({ id }),
              price: ({ id }: { id: string }, { currency }: { currency: string }) => `${id} in ${currency}`,
            },
          },
        },
        b: {
          sdl: 'type Item @key(fields: "id") { id: ID! label: String }',
          resolvers: {
            Item: {
              __resolveReference: (item: object) => item,
              label: ({ id }: { id: string }) => `no. ${id}`,
            },
          },
        },
      },
      planner,
    )
    expect(await run('{ shops { items { price } } }')).toEqual({
      data: {
        shops: [
          { items: [{ price: 'i1 in EUR' }, { price: 'i2 in EUR' }] },
          { items: [{ price: 'i1 in USD' }] },
        ],
      },
    })
    // The client may call something else by the name of what the context gives.
    expect(await run('{ shops { currency: id items { currency: label price } } }')).toEqual({
      data: {
        shops: [
          {
            currency: '1',
            items: [
              { currency: 'no. i1', price: 'i1 in EUR' },
              { currency: 'no. i2', price: 'i2 in EUR' },
            ],
          },
          { currency: '2', items: [{ currency: 'no. i1', price: 'i1 in USD' }] },
        ],
      },
    })
    expect(await run('{ shops { id } }')).toEqual({ data: { shops: [{ id: '1' }, { id: '2' }] } })
  })

  it('@requires with arguments keeps apart from the client’s own arguments', async () => {
    const { run } = await federate(
      {
        a: {
          sdl: 'type Query { item: Item } type Item @key(fields: "id") { id: ID! price(currency: String!): Int! }',
          resolvers: {
            Query: { item: () => ({ id: '1' }) },
            Item: {
              __resolveReference: (item: object) => item,
              price: (_: unknown, { currency }: { currency: string }) => (currency === 'USD' ? 110 : 100),
            },
          },
        },
        b: {
          sdl: `type Item @key(fields: "id") {
            id: ID! price(currency: String!): Int! @external
            tax: Int @requires(fields: "price(currency: \\"USD\\")") }`,
          resolvers: {
            Item: {
              __resolveReference: (item: object) => item,
              tax: ({ price }: { price: number }) => price / 10,
            },
          },
        },
      },
      planner,
    )
    expect(await run('{ item { price(currency: "EUR") tax } }')).toEqual({
      data: { item: { price: 100, tax: 11 } },
    })
  })
})
