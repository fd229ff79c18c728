import type { TestSubgraph } from '../test/support/supergraph.ts'

/** What stands in ids and upcs of one request, so that no two requests ask a subgraph for the same. */
export const SALT = /s\d{8}z/

/** The salt that subgraphs compute answers with; every other one is put in its place. */
export const COMMON_SALT = saltOf(0)

/** The salt of a request. */
export function saltOf(request: number): string {
  return `s${String(request).padStart(8, '0')}z`
}

const WORDS =
  'the small wooden thing came on a rainy morning and worked better than anyone had dared to hope'.split(' ')
const idOf = (name: string, number: number, salt: string) => `${name}${number}.${salt}`
const numberIn = (id: string) => Number(/\d+/.exec(id)?.[0])
const saltIn = (id: string) => SALT.exec(id)?.[0] ?? COMMON_SALT
const price = (product: number) => product * 310
const weight = (product: number) => product * 75

interface Named {
  id: string
}
interface Stocked {
  upc: string
  price: number
  weight: number
}

const reviewOf = (number: number, salt: string) => ({
  id: idOf('r', number, salt),
  body: Array.from({ length: 20 + number * 7 }, (_, at) => WORDS[(at * number) % WORDS.length]).join(' '),
  product: { upc: idOf('p', (number % 9) + 1, salt) },
  author: { id: idOf('u', 1, salt), username: 'ada' },
})
const productOf = (upc: string) => ({
  upc,
  name: `Product ${numberIn(upc)}`,
  price: price(numberIn(upc)),
  weight: weight(numberIn(upc)),
})

/** Four subgraphs: users, products, their reviews and stock; each entity is spread over two or three of them. */
export const shop: Record<'accounts' | 'inventory' | 'products' | 'reviews', TestSubgraph> = {
  accounts: {
    sdl: `type Query { users(salt: String): [User] }
      type User @key(fields: "id") { id: ID! name: String username: String @shareable }`,
    resolvers: {
      Query: {
        users: (_: unknown, { salt = COMMON_SALT }: { salt?: string }) =>
          Array.from({ length: 6 }, (_, at) => ({ id: idOf('u', at + 1, salt) })),
      },
      User: {
        __resolveReference: (user: Named) => user,
        name: ({ id }: Named) => `User ${numberIn(id)}`,
        username: ({ id }: Named) => `user-${numberIn(id)}`,
      },
    },
  },
  inventory: {
    sdl: `type Product @key(fields: "upc") { upc: String! weight: Int @external price: Int @external
        inStock: Boolean shippingEstimate: Int @requires(fields: "price weight") }`,
    resolvers: {
      Product: {
        __resolveReference: (product: Stocked) => product,
        inStock: ({ upc }: Stocked) => numberIn(upc) % 2 === 0,
        shippingEstimate: (product: Stocked) => (product.price > 1000 ? 0 : product.weight / 5),
      },
    },
  },
  products: {
    sdl: `type Query { topProducts(first: Int = 5, salt: String): [Product] }
      type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
    resolvers: {
      Query: {
        topProducts: (_: unknown, { first, salt = COMMON_SALT }: { first: number; salt?: string }) =>
          Array.from({ length: first }, (_, at) => productOf(idOf('p', at + 1, salt))),
      },
      Product: { __resolveReference: ({ upc }: Stocked) => productOf(upc) },
    },
  },
  reviews: {
    sdl: `type Review @key(fields: "id") { id: ID! body: String product: Product author: User @provides(fields: "username") }
      type User @key(fields: "id") { id: ID! username: String @external reviews: [Review] }
      type Product @key(fields: "upc") { upc: String! reviews: [Review] }`,
    resolvers: {
      User: {
        __resolveReference: (user: Named) => user,
        reviews: ({ id }: Named) => [1, 2].map(number => reviewOf(number, saltIn(id))),
      },
      Product: {
        __resolveReference: (product: Stocked) => product,
        reviews: ({ upc }: Stocked) => [3, 4, 5].map(number => reviewOf(number, saltIn(upc))),
      },
    },
  },
}

const FRAGMENTS = `fragment User on User { id username name }
fragment Review on Review { id body }
fragment Product on Product { inStock name price shippingEstimate upc weight }`

/** What is asked: a small query of two subgraphs, and one that goes four levels deep into all of them. */
export const OPERATIONS = {
  heavy: `${FRAGMENTS}
query Heavy($salt: String) {
  users(salt: $salt) { ...User reviews { ...Review product { ...Product reviews { ...Review author { ...User
    reviews { ...Review product { ...Product } } } } } } }
  topProducts(salt: $salt) { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } }
}`,
  light:
    'query Light($salt: String) { topProducts(salt: $salt) { upc name price inStock shippingEstimate } }',
}

/** The name of an operation that is measured. */
export type OperationName = keyof typeof OPERATIONS

export const OPERATION_NAMES = ['heavy', 'light'] as const satisfies readonly OperationName[]
