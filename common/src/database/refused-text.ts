import { InvalidInputError } from '../errors.ts'

// SQLSTATE of a text and of a JSON value with a NUL in it, as Prisma quotes them.
const REFUSED = /Code: `(22021|22P05)`/

/**
 * What Postgres cannot keep is the fault of who sent it: it takes no NUL in texts and in JSON, though JSON and GraphQL do.
 * @returns the error to answer with; null for every other error.
 */
export function refusedText(error: unknown): InvalidInputError | null {
  return error instanceof Error && REFUSED.test(error.message)
    ? new InvalidInputError('A text contains the character NUL (U+0000), which cannot be kept.')
    : null
}
