import { describe, expect, it } from 'vitest'
import { federate, PLANNERS } from '../support/supergraph.ts'

const library = {
  media: {
    sdl: `
      type Query { shelf: [Medium!]! search: [Result!]! }
      interface Medium { id: ID! title: String! }
      union Result = Book | Film | Person
      type Book implements Medium @key(fields: "id") { id: ID! title: String! pages: Int }
      type Film implements Medium @key(fields: "id") { id: ID! title: String! minutes: Int }
      type Person { name: String! }`,
    resolvers: {
      Query: {
        shelf: () => [
          { __typename: 'Book', id: 'b1', title: 'Dune', pages: 600 },
          { __typename: 'Film', id: 'f1', title: 'Alien', minutes: 117 },
        ],
        search: () => [
          { __typename: 'Person', name: 'Ada' },
          { __typename: 'Book', id: 'b1', title: 'Dune', pages: 600 },
        ],
      },
    },
  },
  ratings: {
    sdl: `
      type Book @key(fields: "id") { id: ID! stars: Int readers: Int }
      type Film @key(fields: "id") { id: ID! stars: Float }`,
    resolvers: {
      Book: { __resolveReference: ({ id }: { id: string }) => ({ id, stars: 5, readers: 7 }) },
      Film: { __resolveReference: ({ id }: { id: string }) => ({ id, stars: 4.5 }) },
    },
  },
}

describe.each(PLANNERS)('abstract types, planned by %s', planner => {
  it('resolves interfaces with fragments into several subgraphs', async () => {
    const { run } = await federate(library, planner)
    const query = `{ shelf { __typename title ...OnBook ... on Film { minutes filmStars: stars } } }
      fragment OnBook on Book { pages stars readers }`
    expect(await run(query)).toEqual({
      data: {
        shelf: [
          { __typename: 'Book', title: 'Dune', pages: 600, stars: 5, readers: 7 },
          { __typename: 'Film', title: 'Alien', minutes: 117, filmStars: 4.5 },
        ],
      },
    })
  })

  it('resolves unions whose members are no entities', async () => {
    const { run } = await federate(library, planner)
    const query = '{ search { ... on Person { name } ... on Medium { title } ... on Book { stars } } }'
    expect(await run(query)).toEqual({ data: { search: [{ name: 'Ada' }, { title: 'Dune', stars: 5 }] } })
  })

  it('selects nothing but __typename', async () => {
    const { run } = await federate(library, planner)
    expect(await run('{ search { kind: __typename } }')).toEqual({
      data: { search: [{ kind: 'Person' }, { kind: 'Book' }] },
    })
  })

  it('adds fields to an interface with @interfaceObject', async () => {
    const { run } = await federate(
      {
        media: {
          sdl: `
            type Query { shelf: [Medium!]! }
            interface Medium @key(fields: "id") { id: ID! title: String! }
            type Book implements Medium @key(fields: "id") { id: ID! title: String! pages: Int }
            type Film implements Medium @key(fields: "id") { id: ID! title: String! }`,
          resolvers: {
            Query: {
              shelf: () => [
                { __typename: 'Book', id: 'b1', title: 'Dune', pages: 600 },
                { __typename: 'Film', id: 'f1', title: 'Alien' },
              ],
            },
            Medium: {
              __resolveReference: ({ id }: { id: string }) =>
                id === 'b1'
                  ? { __typename: 'Book', id, title: 'Dune', pages: 600 }
                  : { __typename: 'Film', id, title: 'Alien' },
            },
          },
        },
        reviews: {
          sdl: `
            type Query { best: Medium }
            type Medium @key(fields: "id") @interfaceObject { id: ID! stars: Int! }`,
          resolvers: {
            Query: { best: () => ({ id: 'b1', stars: 5 }) },
            Medium: { __resolveReference: ({ id }: { id: string }) => ({ id, stars: id === 'b1' ? 5 : 3 }) },
          },
        },
      },
      planner,
    )
    expect(await run('{ shelf { title stars ... on Book { pages } } }')).toEqual({
      data: {
        shelf: [
          { title: 'Dune', stars: 5, pages: 600 },
          { title: 'Alien', stars: 3 },
        ],
      },
    })
    expect(await run('{ best { __typename title stars } }')).toEqual({
      data: { best: { __typename: 'Book', title: 'Dune', stars: 5 } },
    })
  })

  it('are an error where only two subgraphs together could answer a field of all their objects', async () => {
    const found = { first: { __typename: 'Song', id: 's1' }, second: { __typename: 'Song', id: 'other' } }
    const { run } = await federate(
      {
        first: {
          sdl: `
            type Query { find: Found @shareable }
            interface Found { id: ID! }
            type Song implements Found @key(fields: "id") { id: ID! }
            type Poem implements Found @key(fields: "id") { id: ID! @external lines: Int }`,
          resolvers: { Query: { find: () => found.first } },
        },
        second: {
          sdl: `
            type Query { find: Found @shareable }
            interface Found { id: ID! }
            type Song implements Found @key(fields: "id") { id: ID! @external seconds: Int }
            type Poem implements Found @key(fields: "id") { id: ID! }`,
          resolvers: { Query: { find: () => found.second } },
        },
      },
      planner,
    )
    expect(await run('{ find { ... on Song { id } } }')).toEqual({ data: { find: { id: 's1' } } })
    await expect(run('{ find { id } }')).rejects.toThrow('No combination of subgraphs can answer all')
  })
})
