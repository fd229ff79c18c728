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
    throw new CursorError(cursor)
  }
}

/** A cursor that nobody was given, or that is of another list. */
export class CursorError extends InvalidInputError {
  constructor(cursor: string) {
    super(`"${cursor.slice(0, 200)}" is not a cursor of this list; pass the endCursor of an earlier page.`, [
      'after',
    ])
  }
}

/**
 * Reads a position in a list of things whose ids are UUIDs.
 * @param shape of the value that the list is sorted by
 * @throws CursorError for what is no such position: the cursor was made up, or is of another list
 */
export function readPosition<Shape extends z.ZodType>(
  after: Position,
  shape: Shape,
): { value: z.output<Shape>; id: string } {
  const value = shape.safeParse(after.value)
  const id = z.uuid().safeParse(after.id)
  if (!value.success || !id.success) throw new CursorError(encodeCursor(after))
  return { value: value.data, id: id.data }
}

/** The time of a position in a list sorted by time. The years are those that Postgres takes as JavaScript writes them. */
export const positionTime = z.iso
  .datetime()
  .regex(/^(?!0000)/)
  .transform(text => new Date(text))
/** The number of a position in a list sorted by a number that Postgres takes. */
export const positionNumber = z.number().gte(-1e15).lte(1e15)

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
 * `shape` reads the cursor's value as the field's type; times by default. Fields that hold times need `@db.Timestamptz(3)`: a
 * cursor has milliseconds. Ids are UUIDs.
 * @throws CursorError when the cursor is of no such list.
 */
export function afterPosition(
  after: Position | null,
  field: string,
  direction: 'asc' | 'desc',
  shape: z.ZodType = positionTime,
): Record<string, unknown> {
  if (!after) return {}
  const beyond = direction === 'desc' ? 'lt' : 'gt'
  const { value, id } = readPosition(after, shape)
  return { OR: [{ [field]: { [beyond]: value } }, { [field]: value, id: { [beyond]: id } }] }
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
