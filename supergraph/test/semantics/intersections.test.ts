import { describe, expect, it } from 'vitest'
import { federate, PLANNERS } from '../support/supergraph.ts'

describe.each(PLANNERS)('types that subgraphs define differently, planned by %s', planner => {
  it('enums: all values may be answered, of an input only those that every subgraph takes', async () => {
    const people = (names: string[]) => ({
      people: () => names.map((name, id) => ({ id: `${id}`, mood: name })),
    })
    const { run } = await federate(
      {
        a: {
          sdl: `
            type Query { first: [Person] count(kind: Kind!): String }
            type Person @shareable { id: ID! mood: Mood }
            enum Mood { HAPPY SAD }
            enum Kind { CHILD ADULT }`,
          resolvers: {
            Query: {
              first: people(['HAPPY', 'SAD']).people,
              count: (_: unknown, { kind }: { kind: string }) => kind,
            },
          },
        },
        b: {
          sdl: `
            type Query { second: [Person] other(kind: Kind!): String }
            type Person @shareable { id: ID! mood: Mood }
            enum Mood { HAPPY ANGRY }
            enum Kind { ADULT ROBOT }`,
          resolvers: { Query: { second: people(['ANGRY']).people } },
        },
      },
      planner,
    )
    expect(await run('{ first { mood } second { mood } }')).toEqual({
      data: { first: [{ mood: 'HAPPY' }, { mood: 'SAD' }], second: [{ mood: 'ANGRY' }] },
    })
    expect(await run('{ count(kind: ADULT) }')).toEqual({ data: { count: 'ADULT' } })
    expect((await run('{ count(kind: CHILD) }')).errors?.[0]?.message).toContain('CHILD')
    const byVariable = await run('query($kind: Kind!) { count(kind: $kind) }', { kind: 'ROBOT' })
    expect(byVariable.errors?.[0]?.message).toContain('ROBOT')
  })

  it('enums: a value that is inaccessible is null with an error where it is answered', async () => {
    const { run } = await federate(
      {
        a: {
          sdl: 'type Query { moods: [Mood] one: Mood! } enum Mood { HAPPY SECRET @inaccessible }',
          resolvers: { Query: { moods: () => ['HAPPY', 'SECRET'], one: () => 'SECRET' } },
        },
      },
      planner,
    )
    expect(await run('{ moods }')).toMatchObject({
      data: { moods: ['HAPPY', null] },
      errors: [{ path: ['moods', 1] }],
    })
    expect(await run('{ one }')).toMatchObject({ data: null, errors: [{ path: ['one'] }] })
  })

  it('inputs: only the fields that every subgraph takes', async () => {
    const { run } = await federate(
      {
        a: {
          sdl: 'type Query { a(filter: Filter): String } input Filter { first: Int after: ID only: Boolean }',
          resolvers: { Query: { a: (_: unknown, args: object) => JSON.stringify(args) } },
        },
        b: { sdl: 'type Query { b(filter: Filter): String } input Filter { first: Int! after: ID }' },
      },
      planner,
    )
    const query = 'query($filter: Filter) { a(filter: $filter) }'
    expect(await run(query, { filter: { first: 1, after: 'z' } })).toEqual({
      data: { a: '{"filter":{"first":1,"after":"z"}}' },
    })
    expect((await run(query, { filter: { first: 1, only: true } })).errors?.[0]?.message).toContain('only')
    expect((await run(query, { filter: { after: 'z' } })).errors?.[0]?.message).toContain('first')
  })

  it('unions: each subgraph is asked only for the members that it has', async () => {
    const book = { __typename: 'Book', id: 'b', title: 'Book', a: 'A: Book', b: 'B: Book' }
    const song = { __typename: 'Song', id: 's', title: 'Song', a: 'A: Song' }
    const movie = { __typename: 'Movie', id: 'm', title: 'Movie', b: 'B: Movie' }
    const { run } = await federate(
      {
        a: {
          sdl: `
            type Query { media: Media @shareable viewer: Viewer @shareable }
            type Viewer { media: Media @shareable book: Book @shareable song: Media }
            union Media = Book | Song
            type Book @key(fields: "id") { id: ID! title: String! @shareable a: String }
            type Song @key(fields: "id") { id: ID! title: String! @shareable a: String }`,
          resolvers: {
            Query: { media: () => book, viewer: () => ({ media: book, book, song }) },
            Book: { __resolveReference: () => book },
            Song: { __resolveReference: () => song },
          },
        },
        b: {
          sdl: `
            type Query { media: Media @shareable viewer: Viewer @shareable }
            type Viewer { media: Media @shareable book: Media @shareable movie: Media }
            union Media = Book | Movie
            type Book @key(fields: "id") { id: ID! title: String! @shareable b: String }
            type Movie @key(fields: "id") { id: ID! title: String! @shareable b: String }`,
          resolvers: {
            Query: { media: () => book, viewer: () => ({ media: book, book, movie }) },
            Book: { __resolveReference: () => book },
            Movie: { __resolveReference: () => movie },
          },
        },
      },
      planner,
    )
    const all = '__typename ... on Book { title a b } ... on Song { title a } ... on Movie { title b }'
    const seen = { __typename: 'Book', title: 'Book', a: 'A: Book', b: 'B: Book' }
    expect(
      await run(
        `{ media { ${all} } viewer { media { ${all} } book { ${all} } song { ${all} } movie { ${all} } } }`,
      ),
    ).toEqual({
      data: {
        media: seen,
        viewer: {
          media: seen,
          book: seen,
          song: { __typename: 'Song', title: 'Song', a: 'A: Song' },
          movie: { __typename: 'Movie', title: 'Movie', b: 'B: Movie' },
        },
      },
    })
    expect(await run('{ media { ... on Movie { title } } viewer { media { ... on Song { a } } } }')).toEqual({
      data: { media: {}, viewer: { media: {} } },
    })
  })

  it('interfaces: types may implement them in one subgraph only, and fields may come from elsewhere', async () => {
    const { run } = await federate(
      {
        a: {
          sdl: `
            type Query { nodes: [Node!]! things: [Thing] }
            interface Node { id: ID! }
            union Thing = Oven | Toaster
            type Oven @key(fields: "id") { id: ID! }
            type Toaster implements Node @key(fields: "id") { id: ID! warranty: Int }`,
          resolvers: {
            Query: {
              nodes: () => [{ __typename: 'Toaster', id: 't', warranty: 2 }],
              things: () => [
                { __typename: 'Oven', id: 'o' },
                null,
                { __typename: 'Toaster', id: 't', warranty: 2 },
              ],
            },
          },
        },
        b: {
          sdl: `
            type Query { wired: [Node] }
            interface Node { id: ID! }
            interface Powered { watts: Int }
            type Oven implements Node & Powered @key(fields: "id") { id: ID! watts: Int }
            type Toaster implements Powered @key(fields: "id") { id: ID! watts: Int }`,
          resolvers: {
            Query: { wired: () => [{ __typename: 'Oven', id: 'o', watts: 3000 }] },
            Oven: { __resolveReference: ({ id }: { id: string }) => ({ id, watts: 3000 }) },
            Toaster: { __resolveReference: ({ id }: { id: string }) => ({ id, watts: 800 }) },
          },
        },
      },
      planner,
    )
    expect(
      await run(`{
        nodes { id __typename ... on Powered { watts } }
        things { ... on Node { id kind: __typename } ... on Powered { watts } ... on Toaster { warranty } }
        wired { id ... on Oven { watts } }
      }`),
    ).toEqual({
      data: {
        nodes: [{ id: 't', __typename: 'Toaster', watts: 800 }],
        things: [
          { id: 'o', kind: 'Oven', watts: 3000 },
          null,
          { id: 't', kind: 'Toaster', watts: 800, warranty: 2 },
        ],
        wired: [{ id: 'o', watts: 3000 }],
      },
    })
  })

  it('fields: a type may be narrower in one subgraph than in another', async () => {
    const { run } = await federate(
      {
        a: {
          sdl: 'type Query { users: [User!]! } type User @key(fields: "id") { id: ID name: String! @shareable }',
          resolvers: {
            Query: { users: () => [{ id: '1', name: 'Ada' }] },
            User: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Ada' }) },
          },
        },
        b: {
          sdl: `type Query { accounts: [Account!]! } union Account = User | Admin
            type User @key(fields: "id") { id: ID! name: String @shareable age: Int }
            type Admin { id: ID name: String }`,
          resolvers: {
            Query: {
              accounts: () => [
                { __typename: 'User', id: '1', name: null, age: 36 },
                { __typename: 'Admin', id: null, name: 'root' },
              ],
            },
            User: { __resolveReference: ({ id }: { id: string }) => ({ id, age: 36 }) },
          },
        },
      },
      planner,
    )
    expect(
      await run(
        '{ users { id name age } accounts { ... on User { key: id age } ... on Admin { name key: id } } }',
      ),
    ).toEqual({
      data: {
        users: [{ id: '1', name: 'Ada', age: 36 }],
        accounts: [
          { key: '1', age: 36 },
          { name: 'root', key: null },
        ],
      },
    })
  })
})
