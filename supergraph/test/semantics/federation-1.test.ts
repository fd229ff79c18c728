import { describe, expect, it } from 'vitest'
import { federate, PLANNERS } from '../support/supergraph.ts'

interface Key {
  id: string
}

/** Subgraphs of before federation 2: every type may be extended, and what another has defined is external. */
const users = {
  federation: 1,
  sdl: `
    extend type Query { users: [User] }
    type User @key(fields: "id") @key(fields: "email") { id: ID! email: String! name: String! }`,
  resolvers: {
    Query: { users: () => [{ id: '1', email: 'ada@x.test', name: 'Ada' }, null] },
    User: {
      __resolveReference: ({ id, email }: { id?: string; email?: string }) => ({
        id: id ?? '1',
        email: email ?? 'ada@x.test',
        name: 'Ada',
      }),
    },
  },
} as const

const reviews = {
  federation: 1,
  sdl: `
    extend type Query { review: Review }
    type Review { body: String author: User @provides(fields: "name") other: User }
    extend type User @key(fields: "id") {
      id: ID! @external
      email: String! @external
      name: String! @external
      reviews: [Review]
      mailbox: String @requires(fields: "email")
    }`,
  resolvers: {
    Query: {
      review: () => ({ body: 'Good', author: { id: '1', name: 'Ada, as provided' }, other: { id: '1' } }),
    },
    User: {
      __resolveReference: (user: object) => user,
      reviews: ({ id }: Key) => [{ body: `of ${id}` }],
      mailbox: ({ email }: { email: string }) => `mailto:${email}`,
    },
  },
} as const

describe.each(PLANNERS)('subgraphs of federation 1, planned by %s', planner => {
  it('extend types of others', async () => {
    const { run } = await federate({ users, reviews }, planner)
    expect(await run('{ users { name reviews { body } mailbox } }')).toEqual({
      data: { users: [{ name: 'Ada', reviews: [{ body: 'of 1' }], mailbox: 'mailto:ada@x.test' }, null] },
    })
  })

  it('provide external fields where they say so', async () => {
    const { run, asked } = await federate({ users, reviews }, planner)
    expect(await run('{ review { body author { name } } }')).toEqual({
      data: { review: { body: 'Good', author: { name: 'Ada, as provided' } } },
    })
    expect(asked.map(({ subgraph }) => subgraph)).toEqual(['reviews'])
    expect(await run('{ review { other { name } } }')).toEqual({
      data: { review: { other: { name: 'Ada' } } },
    })
  })

  it('go together with those of federation 2', async () => {
    const logins = {
      sdl: 'type User @key(fields: "email") { email: String! lastLogin: String }',
      resolvers: { User: { __resolveReference: (user: object) => user, lastLogin: () => 'today' } },
    }
    const { run } = await federate({ users, reviews, logins }, planner)
    expect(await run('{ review { other { lastLogin } } }')).toEqual({
      data: { review: { other: { lastLogin: 'today' } } },
    })
  })
})
