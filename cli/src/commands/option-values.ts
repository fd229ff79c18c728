import { UsageError } from '../errors.ts'

/** How a value of the API is written on the command line: `YOUTUBE_SHORTS` as `youtube-shorts`. */
export function wordOf(value: string): string {
  return value.toLowerCase().replaceAll('_', '-')
}

/** The value that a word on the command line means. Throws UsageError with the words there are. */
export function parseChoice<Value extends string>(
  option: string,
  text: string,
  values: Record<string, Value>,
): Value {
  const all = Object.values(values)
  const choice = all.find(value => wordOf(value) === wordOf(text))
  if (choice) return choice
  throw new UsageError(`${option} is \`${text}\`.`, `Choose one of ${all.map(wordOf).join(', ')}.`)
}

/** The values of an option that may be repeated, or hold several words with commas between. */
export function parseChoices<Value extends string>(
  option: string,
  texts: readonly string[] | undefined,
  values: Record<string, Value>,
): Value[] | undefined {
  return texts?.flatMap(text => text.split(',')).map(text => parseChoice(option, text.trim(), values))
}

/** The words for an option's description. */
export function listChoices(values: Record<string, string>): string {
  return Object.values(values).map(wordOf).join(', ')
}

/** Reads a whole number. Throws UsageError when it is none, or out of bounds. */
export function parseWhole(option: string, text: string, bounds: { min: number; max: number }): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= bounds.min && value <= bounds.max) return value
  throw new UsageError(
    `${option} is \`${text}\`.`,
    `Give a whole number from ${bounds.min} to ${bounds.max}.`,
  )
}

/** Reads a moment and gives it in UTC. Throws UsageError when it is none. */
export function parseMoment(option: string, text: string): string {
  const at = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN
  if (!Number.isNaN(at)) return new Date(at).toISOString()
  throw new UsageError(
    `${option} is \`${text}\`.`,
    'Give a moment such as 2026-03-01T18:00 (your time zone) or 2026-03-01T18:00Z (UTC).',
  )
}

/** The value of an option that the command cannot do without. Throws UsageError when it is missing or empty. */
export function needed(option: string, value: string | undefined, hint: string): string {
  if (value?.trim()) return value
  throw new UsageError(value === undefined ? `${option} is missing.` : `${option} is empty.`, hint)
}
