import { describe, expect, it } from 'vitest'
import { federate, PLANNERS } from '../support/supergraph.ts'

describe.each(PLANNERS)('directives of the schema, planned by %s', planner => {
  const actors = [
    { __typename: 'User', id: '1', internal: 'i1' },
    { __typename: 'Robot', id: 'r' },
  ]
  const hidden = () =>
    federate(
      {
        accounts: {
          sdl: `
            type Query {
              users(order: Order, secret: Int @inaccessible): [User]
              audit: Audit @inaccessible
              actors: [Actor]
              certain: [Actor!]
            }
            enum Order { NAME AGE @inaccessible }
            interface Actor { id: ID! }
            type Audit @inaccessible { at: Int }
            type Robot implements Actor @inaccessible { id: ID! }
            type User implements Actor @key(fields: "internal") @key(fields: "id") {
              id: ID! internal: ID! @inaccessible name: String
              salary: Int @inaccessible
            }`,
          resolvers: {
            Query: {
              users: (_: unknown, args: object) => [
                { id: '1', internal: 'i1', name: JSON.stringify(args), salary: 5 },
              ],
              actors: () => actors,
              certain: () => actors,
            },
            User: { __resolveReference: (user: object) => user },
          },
        },
        payroll: {
          sdl: `type User @key(fields: "internal") {
            internal: ID! salary: Int @external isRich: Boolean @requires(fields: "salary") badge: String }`,
          resolvers: {
            User: {
              __resolveReference: (user: object) => user,
              isRich: ({ salary }: { salary: number }) => salary > 3,
              badge: ({ internal }: { internal: string }) => `badge ${internal}`,
            },
          },
        },
      },
      planner,
    )

  it('@inaccessible hides fields, types, values and arguments from clients', async () => {
    const { run } = await hidden()
    const problems = async (query: string) =>
      (await run(query)).errors?.map(({ message }) => message).join('\n')
    expect(await problems('{ users { salary } }')).toContain('Cannot query field "salary"')
    expect(await problems('{ audit { at } }')).toContain('Cannot query field "audit"')
    expect(await problems('{ users(secret: 1) { id } }')).toContain('Unknown argument "secret"')
    expect(await problems('{ users(order: AGE) { id } }')).toContain('AGE')
    expect(await problems('{ actors { ... on Robot { id } } }')).toContain('Unknown type "Robot"')
    const { data } = await run('{ __type(name: "User") { fields { name } } }')
    expect(data.__type.fields.map(({ name }: { name: string }) => name).sort()).toEqual([
      'badge',
      'id',
      'isRich',
      'name',
    ])
  })

  it('@inaccessible fields still serve as keys and requirements', async () => {
    const { run } = await hidden()
    expect(await run('{ users(order: NAME) { name badge isRich } }')).toEqual({
      data: { users: [{ name: '{"order":"NAME"}', badge: 'badge i1', isRich: true }] },
    })
  })

  it('objects of an inaccessible type are null, as if they were not there, which is an error only where null is none', async () => {
    const { run } = await hidden()
    expect(await run('{ actors { __typename id } }')).toEqual({
      data: { actors: [{ __typename: 'User', id: '1' }, null] },
    })
    expect(await run('{ certain { id } }')).toMatchObject({
      data: { certain: null },
      errors: [
        { message: 'Cannot return null for the non-nullable field Query.certain', path: ['certain', 1] },
      ],
    })
  })

  it('@shareable fields are read where they are at hand', async () => {
    const subgraph = (name: string) => ({
      sdl: `type Query { ${name}: Place viewer: Viewer @shareable }
        type Place @shareable { lat: Float lon: Float }
        type Viewer @shareable { home: Place }`,
      resolvers: {
        Query: { [name]: () => ({ lat: 1.5, lon: 2 }), viewer: () => ({ home: { lat: 0.5, lon: 1e21 } }) },
      },
    })
    const { run, asked } = await federate({ a: subgraph('a'), b: subgraph('b') }, planner)
    expect(await run('{ viewer { home { lat lon } } }')).toEqual({
      data: { viewer: { home: { lat: 0.5, lon: 1e21 } } },
    })
    expect(asked).toHaveLength(1)
    expect(await run('{ a { lat } b { lon } }')).toEqual({ data: { a: { lat: 1.5 }, b: { lon: 2 } } })
  })

  it('a shared object without a key is read part by part', async () => {
    const part = (name: string, value: string) => ({
      sdl: `type Query { product: Product @shareable }
        type Product { id: ID! @shareable ${name}: Part } type Part @shareable { value: String }`,
      resolvers: { Query: { product: () => ({ id: '1', [name]: { value } }) } },
    })
    const { run } = await federate(
      { names: part('name', 'Desk'), prices: part('price', '9'), kinds: part('kind', 'furniture') },
      planner,
    )
    expect(await run('{ product { id name { value } price { value } kind { value } } }')).toEqual({
      data: {
        product: { id: '1', name: { value: 'Desk' }, price: { value: '9' }, kind: { value: 'furniture' } },
      },
    })
  })

  it('@tag and directives that are composed along change nothing', async () => {
    const { run } = await federate(
      {
        a: {
          sdl: `
            extend schema @link(url: "https://shop.test/directives/v1.0", import: ["@loud"]) @composeDirective(name: "@loud")
            directive @loud(volume: Int = 1) repeatable on FIELD_DEFINITION | OBJECT
            type Query @tag(name: "public") { item(id: ID @tag(name: "arg")): Item @loud(volume: 3) @tag(name: "x") }
            type Item @key(fields: "id") @loud { id: ID! kind: Kind @tag(name: "y") }
            enum Kind @tag(name: "z") { OLD @tag(name: "w") NEW }`,
          resolvers: { Query: { item: (_: unknown, { id }: { id: string }) => ({ id, kind: 'NEW' }) } },
        },
        b: {
          sdl: 'type Item @key(fields: "id") { id: ID! name: String @tag(name: "internal") }',
          resolvers: {
            Item: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `Item ${id}` }) },
          },
        },
      },
      planner,
    )
    expect(await run('{ item(id: "7") { kind name } }')).toEqual({
      data: { item: { kind: 'NEW', name: 'Item 7' } },
    })
  })

  it('@composeDirective lets operations carry the directive, with its defaults', async () => {
    const { run, asked } = await federate(
      {
        a: {
          sdl: `
            extend schema @link(url: "https://shop.test/cache/v1.0", import: ["@cache"]) @composeDirective(name: "@cache")
            directive @cache(scope: Scope! = SHARED) on FIELD | QUERY
            enum Scope { SHARED PRIVATE }
            type Query { name: String }`,
          resolvers: { Query: { name: () => 'Ada' } },
        },
      },
      planner,
    )
    expect(await run('query @cache { name @cache(scope: PRIVATE) }')).toEqual({ data: { name: 'Ada' } })
    expect(asked[0]?.query).not.toContain('@')
    expect((await run('{ name @cache(scope: NOBODY) }')).errors?.[0]?.message).toContain('NOBODY')
  })

  it('@override leaves a field that others require, or that an interface has, to its new subgraph', async () => {
    const { run } = await federate(
      {
        old: {
          sdl: `
            type Query { feed: [Post] } interface Post { id: ID! createdAt: String! }
            type ImagePost implements Post @key(fields: "id") { id: ID! createdAt: String! }
            type TextPost implements Post @key(fields: "id") { id: ID! createdAt: String! body: String }`,
          resolvers: {
            Query: {
              feed: () => [
                { __typename: 'ImagePost', id: '1', createdAt: 'old' },
                { __typename: 'TextPost', id: '2', createdAt: 'old', body: 'hello' },
              ],
            },
          },
        },
        fresh: {
          sdl: 'type ImagePost @key(fields: "id") { id: ID! createdAt: String! @override(from: "old") }',
          resolvers: {
            ImagePost: { __resolveReference: ({ id }: { id: string }) => ({ id, createdAt: 'fresh' }) },
          },
        },
        ages: {
          sdl: `type ImagePost @key(fields: "id") {
            id: ID! createdAt: String! @external age: String @requires(fields: "createdAt") }`,
          resolvers: {
            ImagePost: {
              __resolveReference: (post: object) => post,
              age: ({ createdAt }: { createdAt: string }) => `since ${createdAt}`,
            },
          },
        },
      },
      planner,
    )
    expect(await run('{ feed { createdAt ... on ImagePost { age } ... on TextPost { body } } }')).toEqual({
      data: {
        feed: [
          { createdAt: 'fresh', age: 'since fresh' },
          { createdAt: 'old', body: 'hello' },
        ],
      },
    })
  })
})
