import { buildASTSchema, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { createRefusalCheck } from '../../src/execution/plan/refused-operations.ts'
import { compose } from '../support/supergraph.ts'

const supergraph = parse(
  compose({
    pets: {
      sdl: `
        type Query { pets: [Pet] }
        union Pet = Cat | Dog
        type Cat @key(fields: "id") { id: ID! size: [Int!] friend: Dog }
        type Dog @key(fields: "id") { id: ID! size: Size friend: Cat }
        type Size { cm: Int }`,
    },
  }),
)
const isRefused = createRefusalCheck(supergraph, buildASTSchema(supergraph, { assumeValid: true }))

/** Whether the subgraph would refuse to answer this of entities. */
const refuses = (selection: string) =>
  isRefused({
    kind: 'fetch',
    fetch: {
      subgraph: 'pets',
      operation: `query($representations: [_Any!]!) { _entities(representations: $representations) ${selection} }`,
      isRead: true,
      variables: [],
      path: [],
      requires: [],
      inputRewrites: [],
      outputRewrites: [],
      contexts: [],
    },
  })

describe('what plans ask of a subgraph', () => {
  it('is refused where one name stands for fields of different types', () => {
    expect(refuses('{ ... on Cat { size } ... on Dog { size { cm } } }')).toBe(true)
    expect(refuses('{ ... on Cat { size } ... on Dog { other: size { cm } friend { size } } }')).toBe(false)
    expect(refuses('{ ... on Cat { friend { size { cm } } } ... on Dog { friend { size } } }')).toBe(true)
  })

  it('is refused where nothing is selected of an object', () => {
    expect(refuses('{ ... on Cat { friend } }')).toBe(true)
    expect(refuses('{ ... on Cat { friend { __typename } size } }')).toBe(false)
  })
})
