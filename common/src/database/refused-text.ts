import { InvalidInputError } from '../errors.ts'

/** By what Postgres says of what it cannot keep: its SQLSTATE, as Prisma quotes it, or, where Prisma has none, its words. */
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
  // Without Prisma, the driver's error carries the SQLSTATE.
  const said = 'code' in error ? `${error.message} Code: \`${error.code}\`` : error.message
  const refusal = refusals.find(([words]) => words.test(said))
  return refusal ? new InvalidInputError(refusal[1]) : null
}
