import { describe, expect, it } from 'vitest'
import { createPlannerProcess } from '../../src/execution/plan/planner-process.ts'
import { compose } from '../support/supergraph.ts'

/** On the way to a sticker, the planner comes to wait for what waits for it, and goes on in that circle. */
const sdl = compose({
  shop: {
    sdl: `
      type Query { parcels: [Parcel] }
      type Parcel @key(fields: "id") @key(fields: "code") { id: ID! code: String! }`,
  },
  boxes: {
    sdl: `
      type Parcel @key(fields: "code") @key(fields: "place { shelf }") {
        code: String!
        place: Place @shareable
        box: Box
      }
      type Box @key(fields: "id") { id: ID! }
      type Place @shareable { shelf: String }`,
  },
  post: {
    sdl: `
      type Parcel @key(fields: "id") {
        id: ID!
        box: Box @external
        postage: String @requires(fields: "box { litres }")
      }
      type Box @key(fields: "id") { id: ID! litres: Int @external }`,
  },
  labels: {
    sdl: `
      type Box @key(fields: "id") { id: ID! litres: Int }
      type Parcel @key(fields: "place { shelf }") {
        place: Place @shareable
        postage: String @external
        sticker: String @requires(fields: "postage")
      }
      type Place @shareable { shelf: String }`,
  },
})

describe('an operation over which Apollo’s planner never ends', () => {
  it('ends nothing but the planner’s process, in time', async () => {
    const { ask } = createPlannerProcess({ program: 'apollo-planner-process.mjs', timeoutMs: 3000 })
    const load = () => ask({ kind: 'load', supergraph: 'parcels', sdl })
    const plan = (document: string) =>
      ask({
        ...{ kind: 'plan', supergraph: 'parcels', document, operationName: null },
        ...{ activeLabels: [], share: 0, labels: [] },
      })
    await load()
    expect(await plan('{ parcels { postage sticker } }')).toEqual({ kind: 'crashed', lastWords: '' })
    await load()
    expect(await plan('{ parcels { code } }')).toMatchObject({ kind: 'planned' })
  })
})
