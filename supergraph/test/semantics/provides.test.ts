import { describe, expect, it } from 'vitest'
import { federate, PLANNERS } from '../support/supergraph.ts'

interface Key {
  id: string
}

const ada = { id: 'a', name: 'catalogue: Ada', born: 1815 }

const catalogue = {
  sdl: `
    type Book @key(fields: "id") { id: ID! title: String @shareable pages: Int author: Author @shareable }
    type Film @key(fields: "id") { id: ID! title: String @shareable minutes: Int }
    type Author @key(fields: "id") { id: ID! name: String @shareable born: Int }`,
  resolvers: {
    Book: {
      __resolveReference: ({ id }: Key) => ({
        id,
        title: `catalogue: book ${id}`,
        pages: 100,
        author: ada,
      }),
    },
    Film: { __resolveReference: ({ id }: Key) => ({ id, title: `catalogue: film ${id}`, minutes: 90 }) },
    Author: { __resolveReference: () => ada },
  },
}

const windows = {
  sdl: `
    type Query {
      window: [Item] @provides(fields: "... on Book { title } ... on Film { title }")
      plain: [Item]
      shelves: [[Book!]]! @provides(fields: "title author { name }")
      featured: Medium @provides(fields: "... on Book { title }")
    }
    union Item = Book | Film
    interface Medium { id: ID! }
    type Book implements Medium @key(fields: "id") { id: ID! title: String @external author: Author @external }
    type Film implements Medium @key(fields: "id") { id: ID! title: String @external }
    type Author @key(fields: "id") { id: ID! name: String @external }`,
  resolvers: {
    Query: {
      window: () => [
        { __typename: 'Book', id: 'b', title: 'window: book' },
        null,
        { __typename: 'Film', id: 'f', title: 'window: film' },
      ],
      plain: () => [{ __typename: 'Book', id: 'b' }],
      shelves: () => [[{ id: '1', title: 'shelf: one', author: { id: 'a', name: 'shelf: Ada' } }], null, []],
      featured: () => ({ __typename: 'Book', id: 'b', title: 'featured: book' }),
    },
  },
}

describe.each(PLANNERS)('@provides, planned by %s', planner => {
  const shop = () => federate({ catalogue, windows }, planner)

  it('on members of a union', async () => {
    const { run, asked } = await shop()
    expect(await run('{ window { ... on Book { title } ... on Film { title } } }')).toEqual({
      data: { window: [{ title: 'window: book' }, null, { title: 'window: film' }] },
    })
    expect(asked.map(({ subgraph }) => subgraph)).toEqual(['windows'])
  })

  it('only at the fields that have it', async () => {
    const { run } = await shop()
    expect(await run('{ plain { ... on Book { title } } }')).toEqual({
      data: { plain: [{ title: 'catalogue: book b' }] },
    })
  })

  it('only of the fields that it names', async () => {
    const { run, asked } = await shop()
    expect(await run('{ window { ... on Book { title pages } ... on Film { minutes } } }')).toEqual({
      data: { window: [{ title: 'window: book', pages: 100 }, null, { minutes: 90 }] },
    })
    for (const { query } of asked.slice(1)) expect(query).not.toContain('title')
  })

  it('in lists of lists, and nested', async () => {
    const { run, asked } = await shop()
    expect(await run('{ shelves { title author { name } } }')).toEqual({
      data: { shelves: [[{ title: 'shelf: one', author: { name: 'shelf: Ada' } }], null, []] },
    })
    expect(asked).toHaveLength(1)
    expect(await run('{ shelves { author { name born } } }')).toEqual({
      data: { shelves: [[{ author: { name: 'shelf: Ada', born: 1815 } }], null, []] },
    })
  })

  it('on a type of an interface', async () => {
    const { run, asked } = await shop()
    expect(await run('{ featured { id ... on Book { title } } }')).toEqual({
      data: { featured: { id: 'b', title: 'featured: book' } },
    })
    expect(asked).toHaveLength(1)
  })
})
