import { describe, expect, it } from 'vitest'
import { federate, PLANNERS, type TestSubgraph } from '../support/supergraph.ts'

const BOX = { id: 'b1', litres: 5 }
const PARCELS = [
  { __typename: 'Parcel', id: '1', code: 'C1', grams: 100, box: BOX },
  { __typename: 'Parcel', id: '2', code: 'C2', grams: 200, box: BOX },
]
const parcelOf = ({ id }: { id: string }) => PARCELS.find(parcel => parcel.id === id)

interface Given {
  grams?: number
  box?: { litres?: number }
  postage?: number
  rate?: number
}

let sent: string[] = []

/** The depot computes postage from the scales' figures; scales and labels compute from the postage. No planner plans stickers. */
const subgraphs: Record<string, TestSubgraph> = {
  depot: {
    sdl: `
      type Query { parcel: Parcel parcels: [Parcel] sending: Sending }
      type Mutation { send(id: ID!): Parcel }
      interface Sending { id: ID! }
      type Parcel implements Sending @key(fields: "id") {
        id: ID!
        grams: Int @external
        box: Box @external
        postage: Int @requires(fields: "grams box { litres }")
      }
      type Box @key(fields: "id") { id: ID! litres: Int @external }`,
    resolvers: {
      Query: {
        parcel: () => ({ id: '1' }),
        parcels: () => [{ id: '1' }, null, { id: '2' }],
        sending: () => ({ __typename: 'Parcel', id: '2' }),
      },
      Mutation: {
        send: (_: unknown, { id }: { id: string }) => {
          sent.push(id)
          return { id }
        },
      },
      Parcel: {
        __resolveReference: (parcel: object) => parcel,
        postage: ({ grams = 0, box }: Given) => grams + (box?.litres ?? 0),
      },
    },
  },
  scales: {
    sdl: `
      type Parcel @key(fields: "id") {
        id: ID!
        grams: Int
        box: Box
        rate(zone: Int!): Int
        postage: Int @external
        slip: String @requires(fields: "postage")
      }
      type Box @key(fields: "id") { id: ID! litres: Int }`,
    resolvers: {
      Parcel: {
        __resolveReference: (parcel: { id: string }) => ({ ...parcelOf(parcel), ...parcel }),
        rate: (_: unknown, { zone }: { zone: number }) => zone * 10,
        slip: ({ postage }: Given) => `slip for ${postage}`,
      },
    },
  },
  labels: {
    sdl: `
      interface Sending { id: ID! sticker(copies: Int): String }
      type Parcel implements Sending @key(fields: "id") @key(fields: "code") {
        id: ID!
        code: String!
        postage: Int @external
        rate(zone: Int!): Int @external
        sticker(copies: Int): String @requires(fields: "postage")
        stamp: String @requires(fields: "postage rate(zone: 2)")
      }`,
    resolvers: {
      Sending: { __resolveType: () => 'Parcel' },
      Parcel: {
        __resolveReference: (parcel: { id: string }) => ({ ...parcelOf(parcel), ...parcel }),
        sticker: ({ postage }: Given, { copies = 1 }: { copies?: number }) => `${copies} × ${postage}`,
        stamp: ({ postage, rate }: Given) => `${postage} at ${rate}`,
      },
    },
  },
}

describe.each(PLANNERS)('fields that are computed from computed ones, planned by %s', planner => {
  const post = () => federate(subgraphs, planner)

  it('are answered though no planner plans them', async () => {
    const { run } = await post()
    expect(await run('{ parcel { sticker } }')).toEqual({ data: { parcel: { sticker: '1 × 105' } } })
  })

  it('are answered in lists, with variables, where the client calls other things by the names of what they require', async () => {
    const { run } = await post()
    const query = `query ($copies: Int) { parcels { ...Labels slip } }
    fragment Labels on Parcel { postage: id grams: sticker(copies: $copies) once: sticker }`
    expect(await run(query, { copies: 3 })).toEqual({
      data: {
        parcels: [
          { postage: '1', grams: '3 × 105', once: '1 × 105', slip: 'slip for 105' },
          null,
          { postage: '2', grams: '3 × 205', once: '1 × 205', slip: 'slip for 205' },
        ],
      },
    })
  })

  it('are answered of an interface', async () => {
    const { run } = await post()
    expect(await run('{ sending { id sticker } }')).toEqual({
      data: { sending: { id: '2', sticker: '1 × 205' } },
    })
  })

  it('require fields with arguments beside the client’s own', async () => {
    const { run } = await post()
    expect(await run('{ parcel { stamp rate(zone: 7) } }')).toEqual({
      data: { parcel: { stamp: '105 at 20', rate: 70 } },
    })
  })

  it('of which one planner plans the one and none the other are answered together', async () => {
    const { run } = await post()
    const query =
      '{ __typename ...Slip other: parcel { sticker } ...Slip } fragment Slip on Query { parcel { slip } }'
    expect(await run(query)).toEqual({
      data: { __typename: 'Query', parcel: { slip: 'slip for 105' }, other: { sticker: '1 × 105' } },
    })
  })

  it('of mutations are answered in the client’s order', async () => {
    const { run, asked } = await post()
    sent = []
    expect(await run('mutation { a: send(id: "2") { sticker } b: send(id: "1") { slip } }')).toEqual({
      data: { a: { sticker: '1 × 205' }, b: { slip: 'slip for 105' } },
    })
    expect(sent).toEqual(['2', '1'])
    expect(asked.filter(({ query }) => query.includes('send'))).toHaveLength(2)
  })
})
