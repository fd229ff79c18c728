import { describe, expect, it } from 'vitest'
import { federate, PLANNERS } from '../support/supergraph.ts'

interface Product {
  id: string
  [field: string]: unknown
}

/** What the subgraph was sent stands in for the object, so that only required fields can be read. */
const asSent = { __resolveReference: (reference: object) => reference }

const prices = {
  sdl: `
    type Query { products: [Product] }
    type Product @key(fields: "id") {
      id: ID! name: String price(currency: String!): Int weight: Int category: Category
      comments(limit: Int!): [Comment!]
    }
    type Category { averagePrice(currency: String!): Int }
    type Comment @key(fields: "id") { id: ID! authorId: ID }`,
  resolvers: {
    Query: { products: () => [{ id: '1', weight: 2 }, null, { id: '2', weight: null }] },
    Product: {
      __resolveReference: ({ id }: Product) => ({ id, weight: id === '1' ? 2 : null }),
      name: ({ id }: Product) => `Product ${id}`,
      price: ({ id }: Product, { currency }: { currency: string }) =>
        Number(id) * (currency === 'EUR' ? 10 : 11),
      category: ({ id }: Product) => ({ id }),
      comments: ({ id }: Product, { limit }: { limit: number }) =>
        ['a', 'b', 'c', 'd'].slice(0, limit).map(letter => ({ id: `${letter}${id}`, authorId: letter })),
    },
    Category: {
      averagePrice: ({ id }: Product, { currency }: { currency: string }) =>
        Number(id) * (currency === 'EUR' ? 100 : 110),
    },
  },
}

const offers = {
  sdl: `
    type Product @key(fields: "id") {
      id: ID!
      weight: Int @external
      price(currency: String!): Int @external
      category: Category @external
      comments(limit: Int!): [Comment!] @external
      inEuro: String @requires(fields: "price(currency: \\"EUR\\") weight")
      inDollars: String @requires(fields: "price(currency: \\"USD\\") weight")
      average: Int @requires(fields: "category { averagePrice(currency: \\"USD\\") }")
      averageInEuro: Int @requires(fields: "category { averagePrice(currency: \\"EUR\\") }")
      deal: Deal @requires(fields: "price(currency: \\"EUR\\")")
      author: Author @requires(fields: "comments(limit: 3) { authorId }")
    }
    type Category @external { averagePrice(currency: String!): Int }
    type Comment @key(fields: "id") { id: ID! authorId: ID @external spam: Boolean }
    type Author { id: ID! }
    type Deal { price: Int instead: [Product!]! }`,
  resolvers: {
    Product: {
      ...asSent,
      averageInEuro: ({ category }: { category: { averagePrice: number } }) => category.averagePrice,
      deal: ({ id, price }: Product) => ({ price, instead: [{ id: id === '1' ? '2' : '1' }] }),
      inEuro: ({ price, weight }: Product) => `${price} EUR for ${weight} kg`,
      inDollars: ({ price, weight }: Product) => `${price} USD for ${weight} kg`,
      average: ({ category }: { category: { averagePrice: number } }) => category.averagePrice,
      author: ({ comments }: { comments: { authorId: string }[] }) => ({ id: comments.at(-1)?.authorId }),
    },
    Comment: { ...asSent, spam: ({ id }: Product) => id.startsWith('c') },
  },
}

describe.each(PLANNERS)('@requires with arguments, planned by %s', planner => {
  const shop = () => federate({ prices, offers }, planner)

  it('gets the field with those arguments', async () => {
    const { run } = await shop()
    expect(await run('{ products { name inDollars average } }')).toEqual({
      data: {
        products: [
          { name: 'Product 1', inDollars: '11 USD for 2 kg', average: 110 },
          null,
          { name: 'Product 2', inDollars: '22 USD for null kg', average: 220 },
        ],
      },
    })
  })

  it('keeps two requirements of different arguments apart', async () => {
    const { run } = await shop()
    expect(await run('{ products { inEuro inDollars } }')).toMatchObject({
      data: { products: [{ inEuro: '10 EUR for 2 kg', inDollars: '11 USD for 2 kg' }, null, {}] },
    })
    expect(
      await run('{ products { average averageInEuro category { averagePrice(currency: "USD") } } }'),
    ).toEqual({
      data: {
        products: [
          { average: 110, averageInEuro: 100, category: { averagePrice: 110 } },
          null,
          { average: 220, averageInEuro: 200, category: { averagePrice: 220 } },
        ],
      },
    })
  })

  it('joins what is computed with other subgraphs, and with what is computed in turn', async () => {
    const { run } = await shop()
    const query = `query($currency: String!) { products { inDollars deal {
      price instead { id: name ... { inEuro inDollars deal { price } } cost: price(currency: $currency) }
    } } }`
    const { data } = await run(query, { currency: 'USD' })
    expect(data.products[0]).toEqual({
      inDollars: '11 USD for 2 kg',
      deal: {
        price: 10,
        instead: [
          {
            id: 'Product 2',
            inEuro: '20 EUR for null kg',
            inDollars: '22 USD for null kg',
            deal: { price: 20 },
            cost: 22,
          },
        ],
      },
    })
  })

  it('keeps the client’s own arguments apart, whatever it calls the field', async () => {
    const { run } = await shop()
    const query = `query($limit: Int = 1) { products {
      price(currency: "EUR") dollars: price(currency: "USD") inDollars
      category { averagePrice(currency: "EUR") } average
      author { id } comments(limit: $limit) { id }
    } }`
    const { data } = await run(query)
    expect(data.products[0]).toEqual({
      price: 10,
      dollars: 11,
      inDollars: '11 USD for 2 kg',
      category: { averagePrice: 100 },
      average: 110,
      author: { id: 'c' },
      comments: [{ id: 'a1' }],
    })
  })

  it('joins entities of a list of which it requires a part', async () => {
    const { run } = await shop()
    const query = `{ products { author { id } ...More ...Same } }
      fragment More on Product { comments(limit: 4) { spam } }
      fragment Same on Product { comments(limit: 4) { id } }`
    expect((await run(query)).data.products[2]).toEqual({
      author: { id: 'c' },
      comments: [
        { id: 'a2', spam: false },
        { id: 'b2', spam: false },
        { id: 'c2', spam: true },
        { id: 'd2', spam: false },
      ],
    })
  })
})

describe.each(PLANNERS)('@requires, planned by %s', planner => {
  it('of what requires others in turn, through four subgraphs', async () => {
    const { run, asked } = await federate(
      {
        a: {
          sdl: 'type Query { part: Part } type Part @key(fields: "id") { id: ID! base: Int }',
          resolvers: {
            Query: { part: () => ({ id: '1', base: 1 }) },
            Part: { __resolveReference: () => ({ id: '1', base: 1 }) },
          },
        },
        ...Object.fromEntries(
          [
            ['b', 'base', 'twice'],
            ['c', 'twice', 'fourfold'],
            ['d', 'fourfold', 'eightfold'],
          ].map(([name = '', from = '', to = '']) => [
            name,
            {
              sdl: `type Part @key(fields: "id") { id: ID! ${from}: Int @external ${to}: Int @requires(fields: "${from}") }`,
              resolvers: {
                Part: { ...asSent, [to]: (part: Record<string, number>) => (part[from] ?? Number.NaN) * 2 },
              },
            },
          ]),
        ),
      },
      planner,
    )
    expect(await run('{ part { eightfold } }')).toEqual({ data: { part: { eightfold: 8 } } })
    expect(asked.map(({ subgraph }) => subgraph)).toEqual(['a', 'b', 'c', 'd'])
    expect(await run('{ part { eightfold twice base } }')).toEqual({
      data: { part: { eightfold: 8, twice: 2, base: 1 } },
    })
  })

  it('of what requires others in turn, there and back between two subgraphs', async () => {
    const { run } = await federate(
      {
        orders: {
          sdl: `
            type Query { order: Order }
            type Order @key(fields: "id") {
              id: ID!
              weight: Int @external
              shipping: String @requires(fields: "weight")
            }`,
          resolvers: {
            Query: { order: () => ({ id: '1' }) },
            Order: {
              __resolveReference: (order: object) => order,
              shipping: ({ weight }: { weight?: number }) => `a parcel of ${weight} kg`,
            },
          },
        },
        stock: {
          sdl: `
            type Order @key(fields: "id") {
              id: ID!
              weight: Int
              shipping: String @external
              label: String @requires(fields: "shipping")
            }`,
          resolvers: {
            Order: {
              __resolveReference: (order: object) => ({ weight: 3, ...order }),
              label: ({ shipping }: { shipping?: string }) => `for you: ${shipping}`,
            },
          },
        },
      },
      planner,
    )
    expect(await run('{ order { label } }')).toEqual({
      data: { order: { label: 'for you: a parcel of 3 kg' } },
    })
  })

  it('of each other’s fields, in a circle', async () => {
    const { run } = await federate(
      {
        a: {
          sdl: `type Query { posts: [Post] } type Post @key(fields: "id") {
            id: ID! byNovice: Boolean! @external byExpert: Boolean! @requires(fields: "byNovice") }`,
          resolvers: {
            Query: { posts: () => [{ id: '1' }, { id: '2' }] },
            Post: { ...asSent, byExpert: ({ byNovice }: { byNovice: boolean }) => !byNovice },
          },
        },
        b: {
          sdl: `type Post @key(fields: "id") {
            id: ID! years: Int! @external byNovice: Boolean! @requires(fields: "years") }`,
          resolvers: { Post: { ...asSent, byNovice: ({ years }: { years: number }) => years < 5 } },
        },
        c: {
          sdl: 'type Post @key(fields: "id") { id: ID! years: Int! }',
          resolvers: { Post: { ...asSent, years: ({ id }: Product) => Number(id) * 4 } },
        },
      },
      planner,
    )
    expect(await run('{ posts { byExpert byNovice } }')).toEqual({
      data: {
        posts: [
          { byExpert: false, byNovice: true },
          { byExpert: true, byNovice: false },
        ],
      },
    })
  })

  it('of fields of interfaces and unions, by fragments', async () => {
    const { run, asked } = await federate(
      {
        a: {
          sdl: `
            type Query { owners: [Owner!]! }
            type Owner @key(fields: "id") { id: ID! pet: Pet home: Home }
            interface Pet { name: String! }
            type Cat implements Pet { name: String! lives: Int! }
            type Dog implements Pet { name: String! tricks: [Trick!]! }
            type Trick { name: String! }
            union Home = House | Boat
            type House { rooms: Int! }
            type Boat { name: String! }`,
          resolvers: {
            Query: { owners: () => [{ id: '1' }, { id: '2' }, { id: '3' }] },
            Owner: {
              __resolveReference: ({ id }: Product) => ({ id }),
              pet: ({ id }: Product) =>
                ({
                  1: { __typename: 'Cat', name: 'Tom', lives: 9 },
                  2: { __typename: 'Dog', name: 'Rex', tricks: [{ name: 'sit' }, { name: 'roll' }] },
                })[id] ?? null,
              home: ({ id }: Product) =>
                id === '1' ? { __typename: 'House', rooms: 4 } : { __typename: 'Boat', name: 'Nautilus' },
            },
          },
        },
        b: {
          sdl: `
            type Owner @key(fields: "id") {
              id: ID!
              pet: Pet @external
              home: Home @external
              summary: String @requires(fields: "pet { __typename name ... on Cat { lives } ... on Dog { tricks { name } } } home { ... on House { rooms } ... on Boat { name } }")
            }
            interface Pet { name: String! }
            type Cat implements Pet @external { name: String! lives: Int! }
            type Dog implements Pet @external { name: String! tricks: [Trick!]! }
            type Trick @external { name: String! }
            union Home = House | Boat
            type House @external { rooms: Int! }
            type Boat @external { name: String! }`,
          resolvers: {
            Owner: { ...asSent, summary: ({ pet, home }: Product) => JSON.stringify([pet, home]) },
          },
        },
      },
      planner,
    )
    const { data, errors } = await run('{ owners { summary pet { name ... on Dog { __typename } } } }')
    expect(errors).toBeUndefined()
    const summaries = data.owners.map(({ summary }: { summary: string }) => JSON.parse(summary))
    expect(summaries).toEqual([
      [
        expect.objectContaining({ __typename: 'Cat', name: 'Tom', lives: 9 }),
        expect.objectContaining({ rooms: 4 }),
      ],
      [
        expect.objectContaining({
          __typename: 'Dog',
          name: 'Rex',
          tricks: [expect.objectContaining({ name: 'sit' }), expect.objectContaining({ name: 'roll' })],
        }),
        expect.objectContaining({ name: 'Nautilus' }),
      ],
      [null, expect.objectContaining({ name: 'Nautilus' })],
    ])
    expect(data.owners.map(({ pet }: { pet: unknown }) => pet)).toEqual([
      { name: 'Tom' },
      { name: 'Rex', __typename: 'Dog' },
      null,
    ])
    expect(asked).toHaveLength(2)
  })
})
