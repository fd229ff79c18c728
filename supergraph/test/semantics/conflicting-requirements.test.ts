import { describe, expect, it } from 'vitest'
import { federate, PLANNERS, type TestSubgraph } from '../support/supergraph.ts'

const asSent = { __resolveReference: (reference: object) => reference }

/** Cats have sizes of another type than dogs; others need the sizes of both to compute something. */
const subgraphs: Record<string, TestSubgraph> = {
  home: {
    sdl: `
      type Query { pets: [Pet!]! }
      union Pet = Cat | Dog
      type Cat @key(fields: "id") { id: ID! size: [Int!]! @shareable }
      type Dog @key(fields: "id") { id: ID! }`,
    resolvers: {
      Query: {
        pets: () => [
          { __typename: 'Cat', id: 'c', size: [40, 25] },
          { __typename: 'Dog', id: 'd' },
        ],
      },
    },
  },
  vet: {
    sdl: `
      type Cat @key(fields: "id") { id: ID! size: [Int!]! @shareable owner: Owner box: Box }
      type Dog @key(fields: "id") { id: ID! size: Size }
      type Size @shareable { cm: Int }
      type Owner { name: String }
      type Box @key(fields: "id") { id: ID! litres: Int }`,
    resolvers: {
      Cat: {
        ...asSent,
        size: () => [40, 25],
        owner: () => ({ name: 'Ada' }),
        box: () => ({ id: 'b', litres: 30 }),
      },
      Dog: { ...asSent, size: () => ({ cm: 50 }) },
    },
  },
  boxes: {
    sdl: `
      type Cat @key(fields: "id") {
        id: ID!
        size: [Int!]! @external
        box: Box @external
        fits: String @requires(fields: "size box { litres }")
      }
      type Box @key(fields: "id") { id: ID! litres: Int @external }`,
    resolvers: {
      Cat: {
        ...asSent,
        fits: ({ size, box }: { size: number[]; box: { litres: number } }) =>
          `${size.join(' × ')} in ${box.litres}`,
      },
    },
  },
  leads: {
    sdl: `
      type Dog @key(fields: "id") {
        id: ID!
        size: Size @external
        lead: String @requires(fields: "size { cm }")
      }
      type Size @shareable { cm: Int }`,
    resolvers: { Dog: { ...asSent, lead: ({ size }: { size: { cm: number } }) => `for ${size.cm} cm` } },
  },
}

describe.each(PLANNERS)('what is required under one name, with different types, planned by %s', planner => {
  it('is not asked for together, which the subgraph would refuse', async () => {
    const { run } = await federate(subgraphs, planner)
    expect(await run('{ pets { ... on Cat { owner { name } fits } ... on Dog { lead } } }')).toEqual({
      data: { pets: [{ owner: { name: 'Ada' }, fits: '40 × 25 in 30' }, { lead: 'for 50 cm' }] },
    })
    expect(await run('{ pets { ... on Cat { size: fits } ... on Dog { size: lead } } }')).toEqual({
      data: { pets: [{ size: '40 × 25 in 30' }, { size: 'for 50 cm' }] },
    })
  })
})
