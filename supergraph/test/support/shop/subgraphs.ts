import type { TestSubgraph } from '../supergraph.ts'
import {
  find,
  makers,
  orgs,
  type Parcel,
  priceTagOf,
  products,
  reviews,
  roots,
  shippingOf,
  users,
} from './rows.ts'

const pick = <Fields extends object, Name extends keyof Fields>(fields: Fields, ...names: Name[]) =>
  Object.fromEntries(
    names.map(name => [name, (_: unknown, args: never) => (fields[name] as (args: never) => unknown)(args)]),
  )

interface Reference {
  __typename: string
  id: string
  code?: string
  handle?: string
  org?: { id: string }
}

/**
 * Finds a row by its reference. Of the row's own fields those that other subgraphs resolve are hidden, so that only
 * what the gateway sent can stand in for them.
 */
const referenceTo =
  <Row extends object>(rowOf: (reference: Reference) => Row | null | undefined, required: string[] = []) =>
  (reference: Reference & Record<string, unknown>) => {
    const row = rowOf(reference)
    if (!row) return null
    const sent = Object.fromEntries(required.map(name => [name, reference[name]]))
    return Object.assign(Object.create(row), { __typename: reference.__typename }, sent)
  }

const byId = <Row extends { id: string }>(rows: readonly Row[], required: string[] = []) => ({
  __resolveReference: referenceTo(({ id }) => find(rows, id), required),
})

/** A shop in six subgraphs, with every way in which subgraphs share types. */
export const shop: Record<string, TestSubgraph> = {
  catalog: {
    sdl: `
      type Query {
        products(first: Int = 4, kinds: [Kind!]): [Product!]!
        product(id: ID!): Product
        search(filter: Filter): [Hit]
        shelves: [[Product]!]
      }
      type Mutation { touchProduct(id: ID!): Product }
      enum Kind { BOOK FILM }
      enum Currency { EUR USD }
      input Filter { term: String kinds: [Kind!] = [BOOK, FILM] limit: Int = 5 or: Filter }
      scalar JSON
      union Hit = Book | Film | Maker | Note
      interface Product @key(fields: "id") {
        id: ID! name: String! kind: Kind! price(currency: Currency = EUR): Int maker: Maker!
        related(first: Int = 2): [Product] meta: JSON
      }
      type Book implements Product @key(fields: "id") {
        id: ID! name: String! kind: Kind! price(currency: Currency = EUR): Int maker: Maker!
        related(first: Int = 2): [Product] meta: JSON
        pages: Int! weight: Int! size: Size isbn: String @shareable
      }
      type Film implements Product @key(fields: "id") {
        id: ID! name: String! kind: Kind! price(currency: Currency = EUR): Int maker: Maker!
        related(first: Int = 2): [Product] meta: JSON
        minutes: Int tracks: [[String!]]
      }
      type Size @shareable { width: Int! height: Int }
      type Maker @key(fields: "id") { id: ID! products: [Product!]! note: Note country: String }
      type Note { text: String! author: User }
      type User @key(fields: "id", resolvable: false) { id: ID! }`,
    resolvers: {
      Query: pick(roots.Query, 'products', 'product', 'search', 'shelves'),
      Mutation: pick(roots.Mutation, 'touchProduct'),
      // An interface's reference leads to an object, which says its own type.
      Product: { __resolveReference: ({ id }: Reference) => find(products, id) },
      Book: byId(products),
      Film: byId(products),
      Maker: { ...byId(makers), country: () => 'the field has moved' },
    },
  },
  reviews: {
    sdl: `
      type Query { allReviews(first: Int = 3): [Review!] topRated: Product }
      type Mutation { touchReview(id: ID!): Review! }
      type Product @key(fields: "id") @interfaceObject { id: ID! rating: Float reviews(first: Int = 2): [Review!] }
      type Review @key(fields: "id") {
        id: ID! stars: Int! text: String author: User @provides(fields: "name") product: Product!
      }
      type User @key(fields: "id") { id: ID! name: String @external reviews(first: Int = 2): [Review] }`,
    resolvers: {
      Query: pick(roots.Query, 'allReviews', 'topRated'),
      Mutation: pick(roots.Mutation, 'touchReview'),
      Product: byId(products),
      Review: byId(reviews),
      User: byId(users),
    },
  },
  accounts: {
    sdl: `
      type Query { me: User users(first: Int = 3): [User!]! actors: [Actor] }
      type Mutation { touchUser(id: ID): User }
      interface Actor { id: ID! name: String }
      type User implements Actor @key(fields: "id") @key(fields: "org { id } handle") {
        id: ID! org: Org! handle: String! name: String @shareable
        friends(first: Int = 2): [User!]! best: User email: String!
      }
      type Org implements Actor @key(fields: "id") { id: ID! name: String! members: [User!] }`,
    resolvers: {
      Query: pick(roots.Query, 'me', 'users', 'actors'),
      Mutation: pick(roots.Mutation, 'touchUser'),
      User: {
        __resolveReference: referenceTo(({ id, handle, org }) =>
          id ? find(users, id) : users.find(user => user.handle === handle && user.org.id === org?.id),
        ),
      },
      Org: byId(orgs),
    },
  },
  social: {
    sdl: `
      type User @key(fields: "org { id } handle") {
        org: Org! @shareable handle: String! @shareable
        followers(first: Int = 2): [User] post: Post feed: [Post]
      }
      type Org @key(fields: "id") { id: ID! motto: String }
      union Post = Text | Share
      type Text { body: String! }
      type Share { product: Product! by: User }
      type Product @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }`,
    resolvers: {
      User: {
        __resolveReference: referenceTo(({ handle, org }) =>
          users.find(user => user.handle === handle && user.org.id === org?.id),
        ),
      },
      Org: byId(orgs),
    },
  },
  shipping: {
    sdl: `
      enum Currency { EUR USD }
      type Book @key(fields: "id") {
        id: ID! weight: Int! @external size: Size @external price(currency: Currency = EUR): Int @external
        shipping(express: Boolean = false): Int @requires(fields: "weight size { width }")
        priceTag: String! @requires(fields: "price(currency: USD)")
        boxes: [Size!] isbn: String @shareable
      }
      type Size @shareable { width: Int! height: Int }`,
    resolvers: {
      Book: {
        ...byId(products, ['weight', 'size', 'price']),
        shipping: (book: Parcel, args: { express?: boolean | null }) => shippingOf(book, args),
        priceTag: ({ price }: { price: number | null }) => priceTagOf(price),
      },
    },
  },
  makers: {
    sdl: `
      type Query { makers: [Maker!] }
      scalar JSON
      type Maker @key(fields: "code") @key(fields: "id") {
        id: ID! code: String! name: String! country: String @override(from: "catalog")
        founder: User staff(active: Boolean): [User!] awards: JSON
      }
      type Film @key(fields: "id") { id: ID! studio: Maker }
      type User @key(fields: "org { id } handle", resolvable: false) { org: Org! @shareable handle: String! @shareable }
      type Org @key(fields: "id", resolvable: false) { id: ID! }`,
    resolvers: {
      Query: pick(roots.Query, 'makers'),
      Maker: {
        __resolveReference: referenceTo(({ id, code }) =>
          makers.find(maker => maker.id === id || maker.code === code),
        ),
      },
      Film: byId(products),
    },
  },
}
