import { buildASTSchema, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { createMisplacedFieldCheck } from '../../src/execution/plan/misplaced-fields.ts'
import type { PlanNode, RequiredSelection } from '../../src/execution/plan/query-plan.ts'
import { compose } from '../support/supergraph.ts'

const supergraph = parse(
  compose({
    catalogue: {
      sdl: 'type Query { parcel: Parcel } type Parcel @key(fields: "id") { id: ID! grams: Int @shareable }',
      resolvers: {},
    },
    postage: {
      sdl: `
        type Query { lightest: Parcel @provides(fields: "grams") heaviest: Parcel }
        type Parcel @key(fields: "id") {
          id: ID!
          grams: Int @external
          price: Int @requires(fields: "grams")
        }`,
      resolvers: {},
    },
  }),
)
const isMisplaced = createMisplacedFieldCheck(supergraph, buildASTSchema(supergraph, { assumeValid: true }))

const asks = (operation: string, requires: RequiredSelection[] | null = null): PlanNode => ({
  kind: 'fetch',
  fetch: {
    subgraph: 'postage',
    operation,
    isRead: true,
    variables: [],
    path: [],
    requires,
    inputRewrites: [],
    outputRewrites: [],
    contexts: [],
  },
})

const ENTITIES = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Parcel { price } } }'
const sending = (...names: string[]): RequiredSelection[] => [
  {
    kind: 'fragment',
    on: 'Parcel',
    selections: names.map(name => ({ kind: 'field', read: name, send: name, selections: null })),
  },
]

describe('a field with requirements', () => {
  it('is asked of entities that come with what it requires', () => {
    expect(isMisplaced(asks(ENTITIES, sending('__typename', 'id', 'grams')))).toBe(false)
  })

  it('is misplaced at entities that come without', () => {
    expect(isMisplaced(asks(ENTITIES, sending('__typename', 'id')))).toBe(true)
  })

  it('is asked where the subgraph provides what it requires', () => {
    expect(isMisplaced(asks('{ lightest { price } }'))).toBe(false)
  })

  it('is misplaced at objects of the subgraph’s own', () => {
    expect(isMisplaced(asks('{ heaviest { price } }'))).toBe(true)
  })
})

describe('an external field', () => {
  it('is misplaced where nothing provides it', () => {
    expect(isMisplaced(asks('{ heaviest { id grams } }'))).toBe(true)
    expect(isMisplaced(asks('{ lightest { id grams } }'))).toBe(false)
  })
})
