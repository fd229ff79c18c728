/** The rows of a shop. Subgraphs and the one schema that they are compared with read the same ones. */

const inFirst = <Row>(rows: readonly Row[], first: number | null | undefined): Row[] =>
  rows.slice(0, Math.max(0, first ?? rows.length))

interface First {
  first?: number | null
}

/** The row of an id. */
export function find<Row extends { id: string }>(rows: readonly Row[], id: unknown): Row | null {
  return rows.find(row => row.id === id) ?? null
}

const size = (id: string, width: number, height: number | null) => ({ __typename: 'Size', id, width, height })

const note = (id: string, text: string, authorId: string | null) => ({
  __typename: 'Note',
  id,
  text,
  author: (): unknown => find(users, authorId),
})

const org = (id: string, name: string, motto: string | null) => ({
  __typename: 'Org',
  id,
  name,
  motto,
  members: (): unknown => users.filter(user => user.org.id === id),
})

const user = (at: number, home: ReturnType<typeof org>, handle: string, name: string | null) => ({
  __typename: 'User',
  id: `u${at}`,
  org: home,
  handle,
  name,
  email: `u${at}@shop.test`,
  friends: ({ first }: First): unknown => inFirst(users, first).filter(({ id }) => id !== `u${at}`),
  best: (): unknown => (at === 3 ? null : users[at % users.length]),
  reviews: ({ first }: First): unknown => inFirst(reviews, first).map(row => (row.stars === 3 ? null : row)),
  followers: ({ first }: First): unknown => (at === 2 ? null : [...inFirst(users, first), null]),
  post: (): unknown => posts[at % posts.length],
  feed: (): unknown => [...posts, null],
})

const maker = (id: string, code: string, name: string, country: string | null) => ({
  __typename: 'Maker',
  id,
  code,
  name,
  country,
  products: (): unknown => products.filter(({ makerId }) => makerId === id),
  note: (): unknown => (id === 'm1' ? notes[0] : null),
  founder: (): unknown => users[id === 'm1' ? 0 : 1],
  staff: ({ active }: { active?: boolean | null }): unknown =>
    active ? users : active === false ? [] : null,
  awards: { [code]: [1, null, { deep: 'é"\\' }], none: null },
})

const product = (at: number, name: string, makerId: string) => ({
  id: `p${at}`,
  name,
  makerId,
  meta: at === 1 ? null : { tags: ['a', 'b'], at },
  rating: at === 2 ? null : at + 0.5,
  maker: (): unknown => find(makers, makerId),
  price: ({ currency }: { currency?: string | null }) =>
    at === 3 ? null : at * (currency === 'USD' ? 110 : 100),
  related: ({ first }: First): unknown =>
    inFirst(products, first).map(row => (row.id === `p${at}` ? null : row)),
  reviews: ({ first }: First): unknown => inFirst(reviews, first).filter(({ stars }) => stars % 2 === at % 2),
})

/** What `Book.shipping` requires of a book. */
export interface Parcel {
  weight: number
  size: { width: number } | null
}

export const shippingOf = (parcel: Parcel, { express }: { express?: boolean | null }) =>
  parcel.size ? parcel.weight * parcel.size.width * (express ? 2 : 1) : null

export const priceTagOf = (dollars: number | null) => (dollars === null ? 'ask us' : `$${dollars}`)

const book = (at: number, name: string, makerId: string) => {
  const row = product(at, name, makerId)
  const parcel = { weight: at * 10, size: at === 3 ? null : (sizes[at % sizes.length] ?? null) }
  return {
    ...row,
    ...parcel,
    __typename: 'Book',
    kind: 'BOOK',
    pages: at * 100,
    isbn: at === 1 ? null : `isbn-${at}`,
    boxes: (): unknown => sizes,
    shipping: (args: { express?: boolean | null }) => shippingOf(parcel, args),
    priceTag: () => priceTagOf(row.price({ currency: 'USD' })),
  }
}

const film = (at: number, name: string, makerId: string) => ({
  ...product(at, name, makerId),
  __typename: 'Film',
  kind: 'FILM',
  minutes: at === 2 ? null : at * 60,
  tracks: [['en', 'de'], null, []],
  studio: (): unknown => (at === 2 ? null : find(makers, makerId)),
})

const review = (stars: number, authorId: string | null, productId: string) => ({
  __typename: 'Review',
  id: `r${stars}`,
  stars,
  text: stars === 2 ? null : `Review ${stars} \u2028 "quoted"`,
  author: (): unknown => find(users, authorId),
  product: (): unknown => find(products, productId),
})

const share = (id: string, productId: string) => ({
  __typename: 'Share',
  id,
  product: (): unknown => find(products, productId),
  by: (): unknown => users[1],
})

interface Filter {
  term?: string | null
  kinds?: string[] | null
  limit?: number | null
  or?: Filter | null
}

const matches = (hit: { id: string; kind?: string; name?: string }, filter: Filter): boolean =>
  ((!filter.kinds || (hit.kind !== undefined && filter.kinds.includes(hit.kind))) &&
    (!filter.term || (hit.name ?? '').includes(filter.term))) ||
  (filter.or ? matches(hit, filter.or) : false)

const sizes = [size('s1', 2, 3), size('s2', 5, null)]
const notes = [note('n1', 'fragile', 'u2'), note('n2', 'old', null)]
const posts = [{ __typename: 'Text', id: 't1', body: 'hello' }, share('h1', 'p1'), share('h2', 'p2')]
const [north, south] = [org('o1', 'North', 'Ever on'), org('o2', 'South', null)]
export const orgs = [north, south]
export const users = [
  user(1, north, 'ada', 'Ada'),
  user(2, south, 'ada', null),
  user(3, north, 'grace', 'Grace'),
]
export const makers = [maker('m1', 'MA', 'Mill', 'NO'), maker('m2', 'MB', 'Bell', null)]
export const products = [
  book(1, 'Atlas', 'm1'),
  film(2, 'Dunes', 'm2'),
  book(3, 'Stars', 'm2'),
  film(4, 'Rain', 'm1'),
]
export const reviews = [
  review(1, 'u1', 'p1'),
  review(2, null, 'p2'),
  review(3, 'u3', 'p1'),
  review(4, 'u2', 'p3'),
]

/** The fields of `Query` and `Mutation`. */
export const roots = {
  Query: {
    products: ({ first, kinds }: First & { kinds?: string[] | null }) =>
      inFirst(products, first).filter(({ kind }) => !kinds || kinds.includes(kind)),
    product: ({ id }: { id: string }) => find(products, id),
    search: ({ filter }: { filter?: Filter | null }) => {
      const hits = [...products, ...makers, ...notes, null]
      return filter
        ? inFirst(
            hits.filter(hit => hit && matches(hit, filter)),
            filter.limit,
          )
        : hits
    },
    shelves: () => [[products[0], null], products.slice(1), []],
    allReviews: ({ first }: First) => inFirst(reviews, first),
    topRated: () => products[3],
    me: () => users[0],
    users: ({ first }: First) => inFirst(users, first),
    actors: () => [...users, null, ...orgs],
    makers: () => makers,
  },
  Mutation: {
    touchProduct: ({ id }: { id: string }) => find(products, id),
    touchReview: ({ id }: { id: string }) => find(reviews, id) ?? reviews[0],
    touchUser: ({ id }: { id?: string | null }) => find(users, id),
  },
}
