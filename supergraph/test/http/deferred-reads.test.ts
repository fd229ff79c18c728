import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../support/gateway.ts'
import { PLANNERS } from '../support/supergraph.ts'

const IDS = ['1', '2', '3']
let calls = 0
/** In another order each time. */
const shuffled = () => (calls++ % 2 === 0 ? IDS : [...IDS].reverse())
const work = (id: string) => ({
  __typename: id === '2' ? 'Film' : 'Book',
  id,
  title: `Title ${id}`,
  size: { pages: Number(id) },
})

const catalog = {
  sdl: `
    type Query { works: [Work!]! top: Top! boxes: [Box!]! }
    interface Work { id: ID! title: String! size: Size! }
    type Book implements Work @key(fields: "id") { id: ID! title: String! size: Size! }
    type Film implements Work @key(fields: "id") { id: ID! title: String! size: Size! }
    type Size { pages: Int! }
    type Top { names: [Name!]! book: Book! }
    type Name { text: String! }
    type Box @key(fields: "shelf { id }") { label: String! shelf: Shelf! }
    type Shelf { id: ID! }`,
  resolvers: {
    Query: {
      works: () => shuffled().map(work),
      boxes: () => shuffled().map(id => ({ label: `Box ${id}`, shelf: { id } })),
      top: () => ({ names: [{ text: 'one' }, { text: 'two' }], book: work('1') }),
    },
    // As subgraphs are that nobody asked for these by their keys yet.
    Book: { __resolveReference: () => null },
    Film: { __resolveReference: () => null },
  },
}
const stock = {
  sdl: `
    type Book @key(fields: "id") { id: ID! stock: Int }
    type Film @key(fields: "id") { id: ID! stock: Int seller: Seller }
    type Seller @key(fields: "id", resolvable: false) { id: ID! }`,
  resolvers: {
    Book: { __resolveReference: ({ id }: { id: string }) => ({ id, stock: Number(id) }) },
    Film: {
      __resolveReference: ({ id }: { id: string }) => ({ id, stock: Number(id), seller: { id: `s${id}` } }),
    },
  },
}
const sellers = {
  sdl: 'type Seller @key(fields: "id") { id: ID! name: String }',
  resolvers: { Seller: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `Seller ${id}` }) } },
}

describe.each(PLANNERS)('what a deferred fragment reads, planned by %s', planner => {
  let gateway: TestGateway<'catalog' | 'stock' | 'sellers'>
  beforeAll(async () => {
    gateway = await startTestGateway({ catalog, stock, sellers }, { planner })
  })
  afterAll(() => gateway.stop())
  beforeEach(() => {
    calls = 0
    for (const { calls: received } of Object.values(gateway.subgraphs)) received.length = 0
  })

  /** What comes later, by the path to where it belongs. */
  const deferred = async (query: string): Promise<[string, unknown][]> => {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'multipart/mixed' },
      body: JSON.stringify({ query }),
    })
    const text = await response.text()
    return [...text.matchAll(/^\{.*\}$/gm)]
      .flatMap(([part]) => JSON.parse(part).incremental ?? [])
      .map(({ path, data }) => [path.join('.'), data])
  }
  const asked = (): Record<string, number> =>
    Object.fromEntries(Object.entries(gateway.subgraphs).map(([name, each]) => [name, each.calls.length]))

  it('is read by the keys of objects that are there, which are not read again', async () => {
    expect(
      await deferred(
        '{ works { title ... on Book { ... @defer { stock } } ... on Film { ... @defer { stock } } } }',
      ),
    ).toEqual([
      ['works.0', { stock: 1 }],
      ['works.2', { stock: 3 }],
      ['works.1', { stock: 2 }],
    ])
    expect(asked()).toMatchObject({ catalog: 1, sellers: 0 })
  })

  it('is what belongs to each object, though a list is in another order when it is read again', async () => {
    expect(await deferred('{ works { title ... @defer { id size { pages } } } }')).toEqual([
      ['works.0', { id: '1', size: { pages: 1 } }],
      ['works.1', { id: '2', size: { pages: 2 } }],
      ['works.2', { id: '3', size: { pages: 3 } }],
    ])
    expect(asked()).toEqual({ catalog: 2, stock: 0, sellers: 0 })
  })

  it('is joined by the keys of the objects around it where it has none', async () => {
    expect(await deferred('{ works { title size { __typename ... @defer { pages } } } }')).toEqual([
      ['works.0.size', { pages: 1 }],
      ['works.1.size', { pages: 2 }],
      ['works.2.size', { pages: 3 }],
    ])
  })

  it('may be what objects are known by, under another name', async () => {
    expect(await deferred('{ boxes { label shelf { __typename ... @defer { label: id } } } }')).toEqual([
      ['boxes.0.shelf', { label: '1' }],
      ['boxes.1.shelf', { label: '2' }],
      ['boxes.2.shelf', { label: '3' }],
    ])
  })

  it('is read again from the root where nothing on the way has a key', async () => {
    expect(await deferred('{ top { names { __typename ... @defer { text } } } }')).toEqual([
      ['top.names.0', { text: 'one' }],
      ['top.names.1', { text: 'two' }],
    ])
  })

  it('goes on from what it is deferred in itself', async () => {
    const query = '{ works { ... on Film { ... @defer { stock seller { id ... @defer { name } } } } } }'
    expect(await deferred(query)).toEqual([
      ['works.1', { stock: 2, seller: { id: 's2' } }],
      ['works.1.seller', { name: 'Seller s2' }],
    ])
    expect(asked()).toEqual({ catalog: 1, stock: 1, sellers: 1 })
  })
})
