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

/** The text of a request whose variables nest so deep that it has a certain size. */
const nestedVariables = (open: string, inner: string, close: string, bytes = 255_000, comment = '') => {
  const depth = Math.floor((bytes - comment.length) / (open.length + close.length))
  return JSON.stringify({
    query: `query($filter: Filter) { person(filter: $filter) { id } } ${comment}`,
    variables: { filter: 0 },
  }).replace('0}}', `${open.repeat(depth)}${inner}${close.repeat(depth + 2)}`)
}

/** Each of them costs its sender next to nothing, and would cost the gateway or a subgraph much. */
const singleRequests: readonly MaliciousRequest[] = [
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
  query(
    'fragments that double 60 times around nothing',
    `{ person { ...F0 } } ${times(60, at => `fragment F${at} on Person { ...F${at + 1} ...F${at + 1} }`)} fragment F60 on Person { ...Nobody }`,
  ),
  query(
    '90 fragments, each ten times in the one before',
    `{ person { ...F0 } } ${times(90, at => `fragment F${at} on Person { ${times(10, `...F${at + 1}`)} }`)} fragment F90 on Person { id }`,
  ),
  query(
    '90 fragments that nobody spreads, each ten times in the one before',
    `{ person { id } } ${times(90, at => `fragment F${at} on Person { ${times(10, `...F${at + 1}`)} }`)} fragment F90 on Person { id }`,
  ),
  query(
    '95 fragments in each other',
    `{ person { ...F0 } } ${times(95, at => `fragment F${at} on Person { ...F${at + 1} }`)} fragment F95 on Person { id }`,
  ),
  query('700 inline fragments in each other', `{ person { ${times(700, '... {')} id ${times(700, '}')} } }`),
  query(
    '400 typed inline fragments in each other',
    `{ person { ${times(400, '... on Person {')} id ${times(400, '}')} } }`,
  ),
  {
    name: '500 operations',
    body: { query: times(500, at => `query Q${at} { a }`), operationName: 'Q0' },
    code: 'OPERATION_TOO_LARGE',
  },
  query('700 variables', `query(${times(700, at => `$v${at}: Int`)}) { person { id } }`),
  query('700 variables of one name', `query(${times(700, '$v: Int')}) { person { id } }`),
  query('a text of 250 kB', `{ person(filter: { text: "${'x'.repeat(250_000)}" }) { id } }`),
  query('a comment of 250 kB', `#${'x'.repeat(250_000)}\n{ person { id } }`),
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
  query('a literal of 1,400 lists', `{ people(ids: ${'['.repeat(1400)}1${']'.repeat(1400)}) { id } }`),
  query(
    'a default value of 1,000 levels',
    `query($f: Filter = ${times(1000, '{not:')} {} ${times(1000, '}')}) { person(filter: $f) { id } }`,
  ),
  query(
    'repetitions in fragments of one place',
    `{ person { ${times(60, at => `...F${at}`)} } } ${times(60, at => `fragment F${at} on Person { ${times(20, 'name')} }`)}`,
  ),
  query(
    'repetitions in inline fragments of one place',
    `{ person { ${times(300, '... on Person { id name }')} } }`,
  ),
  query(
    'repetitions with other arguments each',
    `{ ${times(40, at => `person(filter: { text: "${at}" }) { id }`)} }`,
    'GRAPHQL_VALIDATION_FAILED',
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
  query(
    'the schema 49 times',
    `{ ${times(49, at => `a${at}: __schema { types { name fields { name } } }`)} }`,
  ),
  query(
    'all types of the schema 49 times',
    `{ __schema { ${times(49, at => `a${at}: types { name fields { name args { name } } }`)} } }`,
  ),
  query(
    'a type 40 times by way of fragments',
    `{ ...A ...B } ${['A', 'B'].map(name => `fragment ${name} on Query { ${times(20, at => `${name}${at}: __type(name: "Person") { name }`)} }`).join(' ')}`,
  ),
  query(
    '99 fragments, each with the same 1,500 fields',
    `{ person { ...F1 } } fragment F0 on Person { ${times(1500, at => `f${at}`)} } ${times(98, at => `fragment F${at + 1} on Person { ...F0 }`)}`,
  ),
  query(
    '60 fragments in one place',
    `{ person { ${times(60, at => `...F${at}`)} } } ${times(60, at => `fragment F${at} on Person { f${at}: id }`)}`,
  ),
  query(
    '62 fragments in one place, with 20 fields each',
    `{ person { ${times(62, at => `...F${at}`)} } } ${times(62, at => `fragment F${at} on Person { ${times(20, field => `f${at}a${field}`)} }`)}`,
  ),
  query(
    '88 fragments that come to be in one place',
    `{ person { ...A0 ...B0 } } ${times(44, at => `fragment A${at} on Person { a${at} ...A${at + 1} ...B${at + 1} } fragment B${at} on Person { b${at} }`)} fragment A44 on Person { id } fragment B44 on Person { id }`,
  ),
  query(
    '20 operations, each with 1,000 repetitions',
    times(20, at => `query Q${at} { person { ${times(45, 'id')} } }`),
  ),
  query(
    '20 operations with the same 44 fragments in each other',
    `${times(20, at => `query Q${at} { person { ...F0 } }`)} ${times(44, at => `fragment F${at} on Person { f${at} ...F${at + 1} }`)} fragment F44 on Person { id }`,
  ),
  query(
    '90 fragments of one name',
    `{ person { ...F } } ${times(90, `fragment F on Person { ${times(10, 'id')} }`)}`,
    'GRAPHQL_VALIDATION_FAILED',
  ),
  query(
    '90 variables of types that nearly exist',
    `query(${times(90, at => `$v${at}: Persons${at}`)}) { person { id } }`,
    'GRAPHQL_VALIDATION_FAILED',
  ),
  query(
    '90 fields that nearly exist',
    `{ person { ${times(90, at => `friendes${at}`)} } }`,
    'GRAPHQL_VALIDATION_FAILED',
  ),
  query('60 kB of empty comments', `${'#\n'.repeat(30_000)}{ person { id } }`),
  query('a name of 60 kB', `{ ${'x'.repeat(60_000)} }`),
  query('a number of 60 kB', `{ people(ids: ${'9'.repeat(60_000)}) { id } }`),
  query('a text of 60 kB of escapes', `{ person(filter: { text: "${'\\u{1F600}'.repeat(6000)}" }) { id } }`),
  query('a block of 60 kB of lines', `{ person(filter: { text: """${'x\n   '.repeat(12_000)}""" }) { id } }`),
  {
    name: 'variables that nest over the whole body',
    body: nestedVariables('{"not":', '{}', '}'),
    code: 'OPERATION_TOO_LARGE',
  },
  {
    name: 'lists that nest over the whole body',
    body: nestedVariables('[', '', ']'),
    code: 'OPERATION_TOO_LARGE',
  },
  {
    name: 'nested variables of 15 kB',
    body: nestedVariables('{"not":', '{}', '}', 15_000),
    code: 'OPERATION_TOO_LARGE',
  },
  {
    name: 'nested variables that come last, after a long text',
    body: nestedVariables('{"not":', '{}', '}', 80_000, `#${'"\\'.repeat(20_000)}`),
    code: 'OPERATION_TOO_LARGE',
  },
  {
    name: '15,000 variables that nobody declared',
    body: {
      query: '{ person { id } }',
      variables: Object.fromEntries(Array.from({ length: 15_000 }, (_, at) => [`v${at}`, 1])),
    },
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
    code: 'OPERATION_TOO_LARGE',
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

const MOST_IN_A_BATCH = 10
const LARGEST_BODY = 256 * 1024

/** Each single request as often as a batch may hold it, and as the largest body may. */
const batches = singleRequests.flatMap((request): MaliciousRequest[] => {
  if (Array.isArray(request.body)) return []
  const text = textOfRequest(request)
  const count = Math.min(MOST_IN_A_BATCH, Math.floor((LARGEST_BODY - 2) / (text.length + 1)))
  if (count < 2) return []
  const body = `[${Array.from({ length: count }, () => text).join(',')}]`
  return [{ name: `a batch of ${count}: ${request.name}`, body, code: request.code }]
})

/** All of them. */
export const maliciousRequests: readonly MaliciousRequest[] = [...singleRequests, ...batches]
