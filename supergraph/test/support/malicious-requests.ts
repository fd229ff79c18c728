import type { TestSubgraph } from './supergraph.ts'

/** A subgraph with everything that malicious requests misuse: recursive types, recursive inputs, lists. */
export const misused: TestSubgraph = {
  sdl: `
    scalar Anything
    input Filter { not: Filter all: [Filter!] ids: [Int!] text: String anything: Anything }
    type Query { person(filter: Filter): Person people(ids: [Int!]): [Person!] }
    type Person { id: ID! name: String friend: Person friends: [Person!] }`,
  resolvers: { Query: { person: () => ({ id: '1', name: 'Ada' }), people: () => [] } },
}

/** A request that is meant to harm. */
export interface MaliciousRequest {
  name: string
  body: unknown
  /** The code that it is refused with. */
  code: string
}

const times = (count: number, text: string | ((at: number) => string)) =>
  Array.from({ length: count }, (_, at) => (typeof text === 'string' ? text : text(at))).join(' ')

const nested = (depth: number, inner: unknown, wrap: (value: unknown) => unknown): unknown => {
  let value = inner
  for (let level = 0; level < depth; level++) value = wrap(value)
  return value
}

const query = (name: string, document: string, code = 'OPERATION_TOO_LARGE'): MaliciousRequest => ({
  name,
  body: { query: document },
  code,
})

/** Each of them costs its sender next to nothing, and would cost the gateway or a subgraph much. */
export const maliciousRequests: readonly MaliciousRequest[] = [
  query('16 levels of fields', `{ person ${times(15, '{ friend')} { id } ${times(15, '}')} }`),
  query('1,500 levels of fields', `{ person ${times(1500, '{ friend')} { id } ${times(1500, '}')} }`),
  query('4,000 levels of fields', `{ person ${times(4000, '{ friend ')}`),
  query(
    'fragments that contain each other',
    '{ person { ...A } } fragment A on Person { friend { ...B } } fragment B on Person { friend { ...A } }',
    'CYCLIC_FRAGMENT',
  ),
  query(
    'fragments that double 30 times',
    `{ person { ...F0 } } ${times(30, at => `fragment F${at} on Person { friend { ...F${at + 1} } mine: friend { ...F${at + 1} } }`)} fragment F30 on Person { id }`,
  ),
  query('500 fragments', `{ person { id } } ${times(500, at => `fragment F${at} on Person { id }`)}`),
  query('1,000 aliases', `{ ${times(1000, at => `a${at}: person { id }`)} }`),
  query('10,000 directives', `{ person { id ${times(10_000, '@include(if: true)')} } }`),
  query('10,000 directives nobody knows', `{ person { id ${times(10_000, '@a')} } }`),
  query('400 directives', `{ person { id ${times(400, '@include(if: true)')} } }`),
  query('1 MB of tokens', `{ ${'a '.repeat(500_000)} }`, 'CONTENT_TOO_LARGE'),
  query('250 kB of tokens', `{ ${'a '.repeat(125_000)} }`),
  query('2,900 times the same field', `{ person { ${times(2900, 'id')} } }`),
  query('1,900 times the same field', `{ person { ${times(1900, 'id')} } }`),
  query(
    'repetitions inside of repetitions',
    `{ ${times(20, `person { ${times(20, `friend { ${times(5, 'id')} }`)} }`)} }`,
  ),
  query('100 fields at the root', `{ ${times(100, at => `a${at}: __typename`)} }`),
  query('60 different roots', `{ ${times(60, 'person { id }')} }`),
  query('a list of 50,000 numbers', `{ people(ids: [${times(50_000, '1,')}]) { id } }`),
  query(
    'a literal of 1,000 levels',
    `{ person(filter: ${times(1000, '{not:')} {} ${times(1000, '}')}) { id } }`,
  ),
  query('a literal of 2,900 lists', `{ people(ids: ${'['.repeat(2900)}`),
  query(
    'introspection that goes round',
    `{ __schema { types { fields { type { fields { type { fields { type { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } } } } } } } }`,
  ),
  query(
    'introspection that goes round less often',
    '{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }',
    'GRAPHQL_VALIDATION_FAILED',
  ),
  {
    name: 'variables of 15,000 levels',
    body: JSON.stringify({
      query: 'query($filter: Filter) { person(filter: $filter) { id } }',
      variables: { filter: 0 },
    }).replace('0}}', `${'{"not":'.repeat(15_000)}{}${'}'.repeat(15_002)}`),
    code: 'OPERATION_TOO_LARGE',
  },
  {
    name: 'a custom scalar of 30 levels',
    body: {
      query: 'query($filter: Filter) { person(filter: $filter) { id } }',
      variables: { filter: { anything: nested(30, 1, value => [value]) } },
    },
    code: 'OPERATION_TOO_LARGE',
  },
  {
    name: 'a variable of 100,000 numbers',
    body: {
      query: 'query($ids: [Int!]) { people(ids: $ids) { id } }',
      variables: { ids: Array.from({ length: 100_000 }, () => 1) },
    },
    code: 'OPERATION_TOO_LARGE',
  },
  {
    name: 'a batch of 11 operations',
    body: Array.from({ length: 11 }, () => ({ query: '{ person { id } }' })),
    code: 'BAD_REQUEST',
  },
  {
    name: 'a batch of 7,000 operations',
    body: Array.from({ length: 7_000 }, () => ({ query: '{ person { id } }' })),
    code: 'BAD_REQUEST',
  },
  {
    name: 'a body of 2 MB',
    body: { query: `{ person { id } } # ${'x'.repeat(2 * 1024 * 1024)}` },
    code: 'CONTENT_TOO_LARGE',
  },
]

/** The text that is sent for a malicious request. */
export const textOfRequest = ({ body }: MaliciousRequest): string =>
  typeof body === 'string' ? body : JSON.stringify(body)
