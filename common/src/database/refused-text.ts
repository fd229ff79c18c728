import { InvalidInputError } from '../errors.ts'

/** By what Postgres says of what it cannot keep, as Prisma quotes it: its SQLSTATE, or, where Prisma has none, its words. */
const refusals: readonly (readonly [RegExp, string])[] = [
  [/Code: `(22021|22P05)`/, 'A text contains the character NUL (U+0000), which cannot be kept.'],
  [/Code: `2200[789]`/, 'A time lies outside of the years 1 to 9999.'],
  [
    /invalid input syntax for type json/,
    'A text contains half a character (a lone surrogate), which cannot be kept.',
  ],
]

/**
 * What Postgres cannot keep is the fault of who sent it: it takes no NUL in texts and in JSON, no half characters in JSON and
 * no time before the year 1, though JSON and GraphQL do.
 * @returns the error to answer with; null for every other error.
 */
export function refusedText(error: unknown): InvalidInputError | null {
  if (!(error instanceof Error)) return null
  const refusal = refusals.find(([said]) => said.test(error.message))
  return refusal ? new InvalidInputError(refusal[1]) : null
}
