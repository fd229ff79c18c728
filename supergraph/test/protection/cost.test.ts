import { getOperationAST, parse, validate } from 'graphql'
import { beforeAll, describe, expect, it } from 'vitest'
import { compileCost } from '../../src/cost/compile-cost.ts'
import { readCostRules } from '../../src/cost/cost-rules.ts'
import { type LoadedSupergraph, loadSupergraph } from '../../src/schema/load-supergraph.ts'
import { compose } from '../support/supergraph.ts'

const library = {
  sdl: `
    scalar Blob @cost(weight: 4)
    enum Mood { GOOD @deprecated BAD }
    type Query {
      book(id: ID!): Book
      shelf: [Book!]
      pair: [Book!] @listSize(assumedSize: 2)
      books(first: Int = 5, last: Int): [Book!] @listSize(slicingArguments: ["first", "last"], requireOneSlicingArgument: false)
      strict(first: Int, last: Int): [Book!] @listSize(slicingArguments: ["first", "last"])
      page(first: Int): BookPage @listSize(slicingArguments: ["first"], assumedSize: 20, sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)
      search(input: SearchInput, mode: Int @cost(weight: 7)): [Found!] @listSize(slicingArguments: ["mode"], assumedSize: 3, requireOneSlicingArgument: false)
      report: Report
    }
    type Mutation { add(input: SearchInput): Book }
    input SearchInput { text: String @cost(weight: 3) page: PageInput also: [SearchInput!] picture: Blob }
    input PageInput { first: Int = 6 }
    type BookPage { nodes: [Book!] edges: [BookEdge!] total: Int }
    type BookEdge { node: Book! }
    type Book { id: ID! title: String cover: Blob author: Author related: [Book!] @listSize(assumedSize: 3) summary: String @cost(weight: 5) }
    type Author @cost(weight: 2) { name: String }
    type Report @cost(weight: 50) { text: String }
    union Found = Book | Author`,
}

describe('the cost of an operation', () => {
  let supergraph: LoadedSupergraph
  beforeAll(async () => {
    const executor = () => {
      throw new Error('nothing is executed')
    }
    const loaded = loadSupergraph(compose({ library }), () => ({
      execute: executor,
      executePart: executor,
      startOf: executor,
      completeEvent: executor,
    }))
    // Apollo's composition knows no slicing arguments inside of inputs, which the specification has.
    const sdl = loaded.sdl.replace('slicingArguments: ["mode"]', 'slicingArguments: ["input.page.first"]')
    supergraph = { ...loaded, sdl, costs: readCostRules(parse(sdl)) }
  })

  const cost = (query: string, variables: Record<string, unknown> = {}) => {
    const { schema, costs } = supergraph
    const document = parse(query)
    expect(validate(schema, document)).toEqual([])
    const operation = getOperationAST(document)
    if (!operation) throw new Error('no operation')
    return compileCost(schema, costs, document, operation)(variables)
  }

  it.each([
    ['objects count one, scalars nothing', '{ book(id: 1) { id title } }', 1],
    ['a list whose size nobody knows counts ten', '{ shelf { id } }', 10],
    ['assumedSize', '{ pair { id } }', 2],
    ['lists inside of lists multiply', '{ pair { related { id } } }', 2 * (1 + 3)],
    ['a slicing argument', '{ books(first: 7) { id } }', 7],
    ['its default', '{ books { id } }', 5],
    ['the largest of several', '{ books(first: 7, last: 9) { id } }', 9],
    ['sizedFields', '{ page(first: 4) { total nodes { author { name } } } }', 1 + 4 * (1 + 2)],
    ['sizedFields with the assumed size', '{ page { edges { node { id } } } }', 1 + 20 * 2],
    [
      'a slicing argument inside of an input',
      '{ search(input: { page: { first: 2 } }) { __typename } }',
      2 * 2,
    ],
    ['or its default there', '{ search { __typename } }', 6 * 2],
    ['weights of types', '{ report { text } }', 50],
    ['weights of scalars', '{ book(id: 1) { cover } }', 1 + 4],
    ['weights of fields', '{ book(id: 1) { summary } }', 1 + 5],
    ['a union counts as its dearest type', '{ search(input: { page: { first: 1 } }) { __typename } }', 2],
    ['weights of arguments', '{ search(mode: 1) { __typename } }', 12 + 7],
    [
      'weights of input fields, however deep',
      '{ search(input: { text: "a", page: { first: 1 }, also: [{ text: "b" }, { text: "c", picture: "x" }] }) { __typename } }',
      2 + 3 + 3 + 3 + 4,
    ],
    ['a mutation', 'mutation { add { id } }', 10 + 1],
    [
      'fragments that repeat a field count it once',
      '{ pair { ...B ...B author { name } } } fragment B on Book { author { name } }',
      2 * (1 + 2),
    ],
    ['aliases count each time', '{ a: pair { id } b: pair { id } }', 4],
    ['negative sizes count as none', '{ books(first: -5) { id } }', 0],
  ])('%s', (_what, query, expected) => {
    expect(cost(query)).toBe(expected)
  })

  it('is told anew for the variables of each request', () => {
    const query =
      'query($n: Int = 3, $input: SearchInput) { books(first: $n) { id } search(input: $input) { __typename } }'
    expect(cost(query, { n: 100 })).toBe(100 + 12)
    expect(cost(query, { input: { text: 'a', page: { first: 1 } } })).toBe(3 + 2 + 3)
  })

  it('wants exactly one slicing argument where the schema says so', () => {
    expect(cost('{ strict(first: 3) { id } }')).toBe(3)
    expect(cost('query($a: Int, $b: Int) { strict(first: $a, last: $b) { id } }', { b: 2 })).toBe(2)
    for (const query of [
      '{ strict { id } }',
      '{ strict(first: 1, last: 1) { id } }',
      '{ strict(first: null) { id } }',
    ]) {
      expect(() => cost(query)).toThrow('Query.strict needs exactly one of its arguments first, last')
    }
  })

  it('knows the directives under other names', () => {
    const renamed = supergraph.sdl
      .replace(
        /(?<=cost\/v0.1", )import: \[[^\]]*\]/,
        'as: "price", import: [{ name: "@cost", as: "@weighs" }]',
      )
      .replaceAll('@cost(', '@weighs(')
      .replaceAll('@listSize(', '@price__listSize(')
    expect(readCostRules(parse(renamed))).toEqual(supergraph.costs)
  })
})
