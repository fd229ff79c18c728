import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { federate, PLANNERS, type TestSubgraph } from '../support/supergraph.ts'

const shop = (price: (id: string) => unknown): Record<string, TestSubgraph> => ({
  products: {
    sdl: `
      type Query { products: [Product!]! maybe: [Product] first: Product }
      type Product @key(fields: "id") { id: ID! name: String! }`,
    resolvers: {
      Query: {
        products: () => ['1', '2', '3'].map(id => ({ id, name: `Product ${id}` })),
        maybe: () => ['1', '2', '3'].map(id => ({ id, name: `Product ${id}` })),
        first: () => ({ id: '1', name: 'Product 1' }),
      },
    },
  },
  prices: {
    sdl: `
      type Product @key(fields: "id") { id: ID! price: Int! discount: Int currency: Currency }
      enum Currency { EUR USD SECRET @inaccessible }`,
    resolvers: {
      Product: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        price: ({ id }: { id: string }) => price(id),
        discount: ({ id }: { id: string }) => price(id),
        currency: ({ id }: { id: string }) => (id === '2' ? 'SECRET' : 'EUR'),
      },
    },
  },
})

const failing = shop(id => {
  if (id === '2') throw new GraphQLError('no price for 2', { extensions: { code: 'PRICE_MISSING' } })
  return 10
})

describe.each(PLANNERS)('nulls and errors, planned by %s', planner => {
  it('points at the client’s own field, in lists and through aliases', async () => {
    const { run } = await federate(failing, planner)
    expect(await run('{ all: products { cut: discount } }')).toEqual({
      data: { all: [{ cut: 10 }, { cut: null }, { cut: 10 }] },
      errors: [
        {
          message: 'no price for 2',
          path: ['all', 1, 'cut'],
          extensions: { code: 'PRICE_MISSING', serviceName: 'prices' },
        },
      ],
    })
  })

  it('points at all that is lost with the entities of a subgraph', async () => {
    const lost = shop(() => 10)
    const unknown = () => {
      throw new GraphQLError('no products here')
    }
    const prices = { ...lost['prices'], resolvers: { Product: { __resolveReference: unknown } } }
    const { run } = await federate(
      { ...lost, prices: { ...prices, sdl: lost['prices']?.sdl ?? '' } },
      planner,
    )
    const { data, errors } = await run('{ first { name cut: discount } maybe { id discount } }')
    expect(data).toEqual({
      first: { name: 'Product 1', cut: null },
      maybe: ['1', '2', '3'].map(id => ({ id, discount: null })),
    })
    expect(errors?.map(error => [error.message, error.path])).toEqual(
      expect.arrayContaining([
        ['no products here', ['first', 'cut']],
        ['no products here', ['maybe', 2, 'discount']],
      ]),
    )
  })

  it('moves a null up to the next nullable field, with one error', async () => {
    const { run } = await federate(failing, planner)
    expect(await run('{ maybe { name price } }')).toEqual({
      data: { maybe: [{ name: 'Product 1', price: 10 }, null, { name: 'Product 3', price: 10 }] },
      errors: [expect.objectContaining({ message: 'no price for 2', path: ['maybe', 1, 'price'] })],
    })
  })

  it('makes the whole answer null where nothing on the way is nullable', async () => {
    const { run } = await federate(failing, planner)
    expect(await run('{ products { price } }')).toEqual({
      data: null,
      errors: [expect.objectContaining({ path: ['products', 1, 'price'] })],
    })
  })

  it('reports the error of an entity at every place where it occurs', async () => {
    const { run } = await federate(failing, planner)
    const { errors } = await run('{ a: products { discount } b: maybe { discount } }')
    expect(errors?.map(error => error.path)).toEqual(
      expect.arrayContaining([
        ['a', 1, 'discount'],
        ['b', 1, 'discount'],
      ]),
    )
  })

  it('hides values of an enum that clients may not see', async () => {
    const { run } = await federate(
      shop(() => 1),
      planner,
    )
    expect(await run('{ maybe { currency } }')).toEqual({
      data: { maybe: [{ currency: 'EUR' }, { currency: null }, { currency: 'EUR' }] },
      errors: [
        {
          message: 'The value of Product.currency is not a value of the enum Currency',
          path: ['maybe', 1, 'currency'],
          locations: [{ line: 1, column: 11 }],
          extensions: { code: 'INVALID_VALUE' },
        },
      ],
    })
  })

  it('explains a null that no subgraph explained', async () => {
    const unknown = shop(() => 1)
    const prices = unknown['prices']
    if (prices) prices.resolvers = { Product: { __resolveReference: () => null } }
    const { run } = await federate(unknown, planner)
    expect(await run('{ first { name price } }')).toEqual({
      data: { first: null },
      errors: [
        expect.objectContaining({
          message: 'Cannot return null for the non-nullable field Product.price',
          path: ['first', 'price'],
        }),
      ],
    })
    expect(await run('{ first { name discount } }')).toEqual({
      data: { first: { name: 'Product 1', discount: null } },
    })
  })

  it('cuts the path of an error at the client’s last field when the plan asked for more', async () => {
    const { run } = await federate(
      {
        a: {
          sdl: `type Query { box: Box } type Box @key(fields: "id") { id: ID! size: Int }`,
          resolvers: {
            Query: { box: () => ({ id: '1' }) },
            Box: {
              size: () => {
                throw new Error('size unknown')
              },
            },
          },
        },
        b: {
          sdl: `type Box @key(fields: "id") { id: ID! size: Int @external fits: Boolean @requires(fields: "size") }`,
          resolvers: {
            Box: {
              __resolveReference: (box: object) => box,
              fits: ({ size }: { size: unknown }) => size !== null,
            },
          },
        },
      },
      planner,
    )
    const { data, errors } = await run('{ box { fits } }')
    expect(data).toEqual({ box: { fits: false } })
    expect(errors).toEqual([expect.objectContaining({ message: 'size unknown', path: ['box'] })])
  })
})
