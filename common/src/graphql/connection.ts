import { z } from 'zod'
import { InvalidInputError } from '../errors.ts'

/** Most items a page may have. */
export const MAX_PAGE_SIZE = 100

/** The place of an item in a list: the value it is sorted by, and its id to tell equals apart. */
export interface Position {
  value: string | number
  id: string
}

/** What a client asked of a connection. */
export interface Page {
  first: number
  after: Position | null
}

const position = z.tuple([z.union([z.string(), z.number()]), z.string()])

/** Writes a position as an opaque cursor. */
export function encodeCursor({ value, id }: Position): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url')
}

function decodeCursor(cursor: string): Position {
  try {
    const [value, id] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    return { value, id }
  } catch {
    throw new InvalidInputError(`"${cursor}" is not a cursor; pass the endCursor of an earlier page.`, [
      'after',
    ])
  }
}

/**
 * Reads the arguments of a connection.
 * @throws InvalidInputError when `first` is not 1 to 100 or `after` is no cursor.
 */
export function readPage(args: { first?: number | null; after?: string | null }, byDefault = 20): Page {
  const first = args.first ?? byDefault
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE_SIZE) {
    throw new InvalidInputError(`"first" is ${first}; it must be 1 to ${MAX_PAGE_SIZE}.`, ['first'])
  }
  return { first, after: args.after ? decodeCursor(args.after) : null }
}

/**
 * The Prisma condition for what comes after a position in a list sorted by `field` and then by `id`, both in `direction`.
 * `read` turns the cursor's value into the field's type; dates by default. Fields that hold times need `@db.Timestamptz(3)`: a
 * cursor has milliseconds.
 */
export function afterPosition(
  after: Position | null,
  field: string,
  direction: 'asc' | 'desc',
  read: (value: string | number) => unknown = value => new Date(value),
): Record<string, unknown> {
  if (!after) return {}
  const beyond = direction === 'desc' ? 'lt' : 'gt'
  const value = read(after.value)
  return { OR: [{ [field]: { [beyond]: value } }, { [field]: value, id: { [beyond]: after.id } }] }
}

/** A page of a list in Relay's form. */
export interface Connection<Node> {
  edges: { cursor: string; node: Node }[]
  nodes: Node[]
  pageInfo: {
    hasNextPage: boolean
    hasPreviousPage: boolean
    startCursor: string | null
    endCursor: string | null
  }
}

/** Makes a page from rows; give one row more than `page.first`, so that it knows whether more follow. */
export function connectionOf<Node>(
  rows: Node[],
  page: Page,
  positionOf: (row: Node) => Position,
): Connection<Node> {
  const nodes = rows.slice(0, page.first)
  const edges = nodes.map(node => ({ cursor: encodeCursor(positionOf(node)), node }))
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: rows.length > page.first,
      hasPreviousPage: page.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}
