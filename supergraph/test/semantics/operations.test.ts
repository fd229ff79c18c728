import { describe, expect, it } from 'vitest'
import { federate, PLANNERS } from '../support/supergraph.ts'

interface Key {
  id: string
}

const people: Record<string, { id: string; name: string; friends: string[] }> = {
  1: { id: '1', name: 'Ada', friends: ['2', '1'] },
  2: { id: '2', name: 'Grace', friends: ['1'] },
}

/** People who know each other in one subgraph, and whose posts, in another, know their authors. */
const circle = {
  people: {
    sdl: `
      type Query { me: Person person(id: ID!): Person }
      type Mutation { rename(id: ID!, name: String!): Person }
      type Person @key(fields: "id") { id: ID! name: String! friends: [Person!]! }`,
    resolvers: {
      Query: { me: () => people[1], person: (_: unknown, { id }: Key) => people[id] ?? null },
      Mutation: {
        rename: (_: unknown, { id, name }: { id: string; name: string }) => ({ ...people[id], name }),
      },
      Person: {
        __resolveReference: ({ id }: Key) => people[id],
        friends: ({ friends }: { friends: string[] }) => friends.map(id => people[id]),
      },
    },
  },
  posts: {
    sdl: `
      type Subscription { posted: Post }
      type Mutation { post(text: String!): Post! }
      type Person @key(fields: "id") { id: ID! posts: [Post!]! }
      type Post @key(fields: "id") { id: ID! text: String author: Person! }`,
    resolvers: {
      Mutation: {
        post: (_: unknown, { text }: { text: string }) => ({ id: 'new', text, author: { id: '2' } }),
      },
      Person: {
        __resolveReference: ({ id }: Key) => ({ id }),
        posts: ({ id }: Key) => [{ id: `p${id}`, text: `by ${id}`, author: { id } }],
      },
    },
  },
}

/** Halls of three types whose pictures are one entity, so that they are asked for together. */
const halls = {
  halls: {
    sdl: `
      type Query { halls: [Hall!]! }
      interface Hall { name: String }
      type Tank implements Hall { name: String picture: Picture }
      type Cage implements Hall { name: String picture: Picture }
      type Pond implements Hall { name: String picture: Picture }
      type Picture @key(fields: "id") { id: ID! }`,
    resolvers: {
      Query: {
        halls: () => ['Tank', 'Cage', 'Pond'].map(__typename => ({ __typename, picture: { id: 'p' } })),
      },
    },
  },
  pictures: {
    sdl: `type Picture @key(fields: "id") {
      id: ID!
      thumbnail(width: Int!): String
      caption: String
      broken: String
    }`,
    resolvers: {
      Picture: {
        __resolveReference: (picture: Key) => picture,
        thumbnail: ({ id }: Key, { width }: { width: number }) => `${id} at ${width}`,
        caption: ({ id }: Key) => `caption of ${id}`,
        broken() {
          throw new Error('too dark')
        },
      },
    },
  },
}

describe.each(PLANNERS)('operations, planned by %s', planner => {
  const graph = () => federate(circle, planner)

  it('follow references in a circle', async () => {
    const { run } = await graph()
    const query = '{ me { name posts { author { friends { name posts { text author { name } } } } } } }'
    const ada = { name: 'Ada', posts: [{ text: 'by 1', author: { name: 'Ada' } }] }
    const grace = { name: 'Grace', posts: [{ text: 'by 2', author: { name: 'Grace' } }] }
    expect(await run(query)).toEqual({
      data: { me: { name: 'Ada', posts: [{ author: { friends: [grace, ada] } }] } },
    })
  })

  it('ask for __typename under any name, at every level', async () => {
    const { run } = await graph()
    expect(
      await run('{ a: __typename __typename me { b: __typename __typename posts { id: __typename } } }'),
    ).toEqual({
      data: {
        a: 'Query',
        __typename: 'Query',
        me: { b: 'Person', __typename: 'Person', posts: [{ id: 'Post' }] },
      },
    })
    expect(await run('mutation { kind: __typename post(text: "x") { kind: __typename } }')).toEqual({
      data: { kind: 'Mutation', post: { kind: 'Post' } },
    })
    expect(await run('{ __typename }')).toEqual({ data: { __typename: 'Query' } })
  })

  it('of one document are run by name', async () => {
    const { run } = await graph()
    const document = `
      query First { me { ...Name } }
      query Second($id: ID!) { person(id: $id) { ...Name posts { id } } }
      mutation Third { rename(id: "1", name: "Countess") { ...Name } }
      fragment Name on Person { label: name }`
    expect(await run(document, {}, { operationName: 'First' })).toEqual({ data: { me: { label: 'Ada' } } })
    expect(await run(document, { id: '2' }, { operationName: 'Second' })).toEqual({
      data: { person: { label: 'Grace', posts: [{ id: 'p2' }] } },
    })
    expect(await run(document, {}, { operationName: 'Third' })).toEqual({
      data: { rename: { label: 'Countess' } },
    })
  })

  it('may swap names by aliases', async () => {
    const { run } = await graph()
    expect(
      await run('{ me { id: name name: id posts { author: text text: author { id: name } } } }'),
    ).toEqual({
      data: { me: { id: 'Ada', name: '1', posts: [{ author: 'by 1', text: { id: 'Ada' } }] } },
    })
    expect(await run('{ me { __typename: name posts { id: __typename __typename: text } } }')).toEqual({
      data: { me: { __typename: 'Ada', posts: [{ id: 'Post', __typename: 'by 1' }] } },
    })
  })

  it('may name parts of the schema as they like, by the names of keys too', async () => {
    const { run } = await graph()
    const query = `{
      id: __type(name: "Post") { id: name fields { ...Field } } me { id: name }
      name: __schema { queryType { name: kind } types: directives { kind: description } }
    } fragment Field on __Field { id: name kind: type { id: kind } }`
    const { data, errors } = await run(query)
    expect(errors).toBeUndefined()
    expect(data).toMatchObject({
      id: { id: 'Post', fields: expect.arrayContaining([{ id: 'text', kind: { id: 'SCALAR' } }]) },
      me: { id: 'Ada' },
      name: { queryType: { name: 'OBJECT' }, types: expect.arrayContaining([{ kind: expect.any(String) }]) },
    })
  })

  it('may mean different things by one name, on objects of different types', async () => {
    const { run } = await federate(halls, planner)
    const query = `query ($wide: Int!) { halls {
      ... on Tank { picture { shown: thumbnail(width: 1) _client_2_shown: thumbnail(width: 9) } }
      ... on Cage { picture { shown: thumbnail(width: $wide) _client_2_shown: caption } }
      ... on Pond { picture { shown: caption } }
    } }`
    const answer = {
      data: {
        halls: [
          { picture: { shown: 'p at 1', _client_2_shown: 'p at 9' } },
          { picture: { shown: 'p at 2', _client_2_shown: 'caption of p' } },
          { picture: { shown: 'caption of p' } },
        ],
      },
    }
    expect(await run(query, { wide: 2 })).toEqual(answer)
    // Variables may have the names of those in operations for subgraphs.
    for (const name of ['representations', '__batch_reps_0', '_client_representations'])
      expect(await run(query.replaceAll('$wide', `$${name}`), { [name]: 2 })).toEqual(answer)
  })

  it('may call things by what objects of JavaScript have', async () => {
    const { run } = await federate(halls, planner)
    const query =
      '{ __proto__: halls { ... on Tank { constructor: picture { __proto__: caption toString: id } } } }'
    const answer = '{"__proto__":[{"constructor":{"__proto__":"caption of p","toString":"p"}},{},{}]}'
    expect(JSON.stringify((await run(query)).data)).toBe(answer)
    const { data } = await run(query.replace('caption', 'broken'))
    expect(JSON.stringify(data)).toBe(answer.replace('"caption of p"', 'null'))
  })

  it('are told of errors by their own names for things', async () => {
    const { run } = await federate(halls, planner)
    const { errors } = await run(`{ halls {
      ... on Tank { picture { shown: thumbnail(width: 1) } } ... on Cage { picture { shown: broken } }
    } }`)
    expect(errors).toMatchObject([{ message: 'too dark', path: ['halls', 1, 'picture', 'shown'] }])
  })

  it('leave out what @skip and @include say, by literals, variables and defaults', async () => {
    const { run } = await graph()
    const query = `query($yes: Boolean! = true, $no: Boolean!) {
      me { name @include(if: $no) id @skip(if: $no) ... @include(if: $yes) { posts { text @skip(if: true) author { name } } }
        ...Friends @skip(if: $yes) } }
      fragment Friends on Person { friends { id } }`
    expect(await run(query, { no: false })).toEqual({
      data: { me: { id: '1', posts: [{ author: { name: 'Ada' } }] } },
    })
    expect(await run(query, { no: true, yes: false })).toEqual({
      data: { me: { name: 'Ada', friends: [{ id: '2' }, { id: '1' }] } },
    })
  })

  it('mutate in series and read what follows from other subgraphs', async () => {
    const { run, asked } = await graph()
    const query = `mutation { a: post(text: "one") { text author { name } } rename(id: "2", name: "G") { name posts { id } }
      b: post(text: "two") { text } }`
    expect(await run(query)).toEqual({
      data: {
        a: { text: 'one', author: { name: 'Grace' } },
        rename: { name: 'G', posts: [{ id: 'p2' }] },
        b: { text: 'two' },
      },
    })
    const mutations = asked.filter(({ query: text }) => text.startsWith('mutation'))
    expect(mutations.map(({ subgraph }) => subgraph)).toEqual(['posts', 'people', 'posts'])
  })

  it('read all that is selected of one mutation before the next one begins', async () => {
    let stock = 0
    const byReference = { __resolveReference: (reference: object) => reference }
    const parts = {
      orders: {
        sdl: `type Query { ok: Boolean } type Mutation { order: Item reserve: [Item] }
          type Item @key(fields: "id") { id: ID! }`,
        resolvers: {
          Mutation: { order: () => ({ id: '1' }), reserve: () => [{ id: '1' }] },
          Item: byReference,
        },
      },
      stock: {
        sdl: 'type Mutation { fill(stock: Int!): Int } type Item @key(fields: "id") { id: ID! stock: Int }',
        resolvers: {
          Mutation: { fill: (_: unknown, given: { stock: number }) => (stock = given.stock) },
          Item: { ...byReference, stock: () => stock },
        },
      },
    }
    const { run } = await federate(parts, planner)
    const query =
      'mutation { order { stock } fill(stock: 5) again: order { stock } empty: fill(stock: 0) reserve { stock } }'
    expect(await run(query)).toEqual({
      data: { order: { stock: 0 }, fill: 5, again: { stock: 5 }, empty: 0, reserve: [{ stock: 0 }] },
    })
  })

  it('complete the events of subscriptions from other subgraphs', async () => {
    const { event } = await graph()
    const answer = await event('subscription { new: posted { text author { name friends { id } } } }', {
      new: { __typename: 'Post', text: 'hi', author: { __typename: 'Person', id: '2' } },
    })
    expect(answer).toMatchObject({
      start: { subgraph: 'posts' },
      data: { new: { text: 'hi', author: { name: 'Grace', friends: [{ id: '1' }] } } },
    })
  })
})
