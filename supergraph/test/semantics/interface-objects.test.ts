import { describe, expect, it } from 'vitest'
import { federate, PLANNERS } from '../support/supergraph.ts'

interface Key {
  id: string
}

const titles: Record<string, object> = {
  b1: { __typename: 'Book', id: 'b1', title: 'Dune', pages: 600 },
  f1: { __typename: 'Film', id: 'f1', title: 'Alien', minutes: 117 },
  m1: { __typename: 'Map', id: 'm1', title: 'Europe' },
}

/** Books, films and maps; another subgraph knows them as media only, and a third one knows books only. */
const library = {
  media: {
    sdl: `
      type Query { shelf: [Medium!]! }
      interface Medium @key(fields: "id") { id: ID! title: String! }
      interface Paged { pages: Int }
      type Book implements Medium & Paged @key(fields: "id") { id: ID! title: String! pages: Int related: [Medium] }
      type Film implements Medium @key(fields: "id") { id: ID! title: String! minutes: Int }
      type Map implements Medium @key(fields: "id") { id: ID! title: String! }
      union Printed = Book | Map`,
    resolvers: {
      Query: { shelf: () => Object.values(titles) },
      Medium: { __resolveReference: ({ id }: Key) => titles[id] ?? null },
      Book: {
        __resolveReference: ({ id }: Key) => titles[id] ?? null,
        related: () => [titles['f1'], titles['b1']],
      },
    },
  },
  ratings: {
    sdl: `
      type Query { best: [Medium] }
      type Medium @key(fields: "id") @interfaceObject {
        id: ID!
        stars: Int
        title: String! @external
        headline: String @requires(fields: "title")
        critics: [Critic!]!
      }
      type Critic { name: String! }`,
    resolvers: {
      Query: { best: () => [{ id: 'f1' }, { id: 'b1' }, null, { id: 'm1' }, { id: 'gone' }] },
      Medium: {
        __resolveReference: (reference: Key) => reference,
        stars: ({ id }: Key) => (id === 'b1' ? 5 : 3),
        headline: ({ title }: { title: string }) => title.toUpperCase(),
        critics({ id }: Key) {
          if (id === 'b1') throw new Error('the critics of books are on holiday')
          return [{ name: `critic of ${id}` }]
        },
      },
    },
  },
  translations: {
    sdl: 'type Book @key(fields: "id") { id: ID! languages: [String!] }',
    resolvers: {
      Book: { __resolveReference: ({ id }: Key) => ({ id }), languages: () => ['en', 'de'] },
    },
  },
}

describe.each(PLANNERS)('interface objects, planned by %s', planner => {
  it('know fields of every type, from whichever side they are reached', async () => {
    const { run } = await federate(library, planner)
    expect(await run('{ shelf { __typename title stars } }')).toEqual({
      data: {
        shelf: [
          { __typename: 'Book', title: 'Dune', stars: 5 },
          { __typename: 'Film', title: 'Alien', stars: 3 },
          { __typename: 'Map', title: 'Europe', stars: 3 },
        ],
      },
    })
    expect(await run('{ best { stars } }')).toEqual({
      data: { best: [{ stars: 3 }, { stars: 5 }, null, { stars: 3 }, { stars: 3 }] },
    })
  })

  it('learn their types from the subgraph that has them', async () => {
    const { run } = await federate(library, planner)
    const { data, errors } = await run(
      '{ best { kind: __typename stars ... on Book { pages languages } ... on Film { minutes } } }',
    )
    expect(data).toEqual({
      best: [
        { kind: 'Film', stars: 3, minutes: 117 },
        { kind: 'Book', stars: 5, pages: 600, languages: ['en', 'de'] },
        null,
        { kind: 'Map', stars: 3 },
        null,
      ],
    })
    expect(errors?.map(({ path }) => path)).toEqual([['best', 4]])
  })

  it('answer fragments on several types that select the same field, or different ones', async () => {
    const { run } = await federate(library, planner)
    const { data } = await run(
      '{ best { id ... on Book { stars } ... on Film { stars headline } ... on Map { headline } } }',
    )
    expect(data.best.slice(0, 4)).toEqual([
      { id: 'f1', stars: 3, headline: 'ALIEN' },
      { id: 'b1', stars: 5 },
      null,
      { id: 'm1', headline: 'EUROPE' },
    ])
  })

  it('answer fragments on a union, and on what no type of it can be', async () => {
    const { run } = await federate(library, planner)
    const query = `{ best { ... on Printed { __typename ... on Book { stars } } ...Nowhere } }
      fragment Nowhere on Medium { ... on Film { ... on Medium { ... on Map { id } } } }`
    const { data } = await run(query)
    expect(data.best.slice(0, 4)).toEqual([{}, { __typename: 'Book', stars: 5 }, null, { __typename: 'Map' }])
  })

  it('answer fragments on another interface', async () => {
    const { run } = await federate(library, planner)
    const { data } = await run('{ best { ... on Paged { __typename pages ... on Medium { stars } } } }')
    expect(data.best.slice(0, 4)).toEqual([{}, { __typename: 'Book', pages: 600, stars: 5 }, null, {}])
  })

  it('explain what was lost to a field that only another type selects', async () => {
    const { run } = await federate(library, planner)
    const { data, errors } = await run(
      '{ shelf { ... on Book { rating: stars } ... on Film { critics { name } } } }',
    )
    expect(data).toEqual({ shelf: [{ rating: null }, { critics: [{ name: 'critic of f1' }] }, {}] })
    expect(errors).toMatchObject([
      { message: 'the critics of books are on holiday', path: ['shelf', 0, 'rating'] },
    ])
  })

  it('require fields of the types', async () => {
    const { run } = await federate(library, planner)
    expect(await run('{ shelf { headline } }')).toEqual({
      data: { shelf: [{ headline: 'DUNE' }, { headline: 'ALIEN' }, { headline: 'EUROPE' }] },
    })
    expect(await run('{ shelf { ... on Film { headline minutes } } }')).toEqual({
      data: { shelf: [{}, { headline: 'ALIEN', minutes: 117 }, {}] },
    })
    expect(await run('{ shelf { __typename title ... on Film { headline } } }')).toEqual({
      data: {
        shelf: [
          { __typename: 'Book', title: 'Dune' },
          { __typename: 'Film', title: 'Alien', headline: 'ALIEN' },
          { __typename: 'Map', title: 'Europe' },
        ],
      },
    })
    expect(await run('{ shelf { headline ... on Book { headline related { headline } } } }')).toEqual({
      data: {
        shelf: [
          { headline: 'DUNE', related: [{ headline: 'ALIEN' }, { headline: 'DUNE' }] },
          { headline: 'ALIEN' },
          { headline: 'EUROPE' },
        ],
      },
    })
  })

  describe('whose types no subgraph has', () => {
    const unresolvable = {
      a: {
        sdl: 'type Query { a: Node other: String } interface Node @key(fields: "id") { id: ID! }',
        resolvers: { Query: { a: () => ({ id: 'n1' }), other: () => 'other' } },
      },
      b: {
        sdl: 'type Query { b: Node } type Node @key(fields: "id") @interfaceObject { id: ID! field: String }',
        resolvers: { Query: { b: () => ({ id: 'n1', field: 'foo' }) } },
      },
    }

    it('are answered as far as nothing depends on their type', async () => {
      const { run } = await federate(unresolvable, planner)
      expect(await run('{ b { id label: field } }')).toEqual({ data: { b: { id: 'n1', label: 'foo' } } })
    })

    it('are an error otherwise, never a silent null', async () => {
      const { run } = await federate(unresolvable, planner)
      expect(await run('{ a { id } other }')).toMatchObject({
        data: { a: null, other: 'other' },
        errors: [{ path: ['a'] }],
      })
      await expect(run('{ a { field } other }')).rejects.toThrow(
        'No subgraph can answer what is selected of "a"',
      )
    })
  })
})
