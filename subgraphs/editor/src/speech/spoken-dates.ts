import { ordinalWords, yearWords } from './number-words.ts'

export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

const monthName = new RegExp(
  `^(?:${months.join('|')}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?)$`,
)
const isDay = (core: string | undefined): boolean => /^(?:[1-9]|[12]\d|3[01])$/.test(core ?? '')

/** `2026-09-30` and its like: September thirtieth twenty twenty six; undefined for what is no date. */
export function dateWords(year: string, month: string, day: string): string[] | undefined {
  const name = months[Number(month) - 1]
  return name && Number(day) >= 1 && Number(day) <= 31
    ? [name, ...ordinalWords(String(Number(day))), ...yearWords(Number(year))]
    : undefined
}

/** Whether a word is the short form of a month, without its period. */
export const isShortMonth = (core: string): boolean =>
  /^(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$/.test(core)

/** Says the `Feb` of `14 Feb` and `Feb 2026`, which without a day or year may be a name. */
export function spokenShortMonth(
  core: string,
  previous: string | undefined,
  next: string | undefined,
): string[] | undefined {
  const month = months.find(name => name.startsWith(core.slice(0, 3)))
  if (!month || !isShortMonth(core)) return undefined
  return isDay(previous) || isDay(next) || /^(?:19|20)\d\d$/.test(next ?? '') ? [month] : undefined
}

/**
 * Says a number that is the day of a month: the `3` of `March 3` is third, of `3 March` the third of.
 * @param before the words before it, nearest last
 * @param after the words behind it, nearest first
 */
export function spokenDay(
  core: string,
  before: readonly string[],
  after: readonly string[],
): string[] | undefined {
  if (!isDay(core)) return undefined
  const previous = before.at(-1) ?? ''
  const [next = '', second, third] = after
  const isSeveral = /^(?:people|men|women|children|percent|thousand|million|billion)$|^[a-z]{3,}s$/.test(next)
  if (monthName.test(previous)) return isSeveral ? undefined : ordinalWords(core)
  const alone = monthName.test(next)
  const withAnother = /^(?:and|or|to)$/.test(next) && isDay(second) && monthName.test(third ?? '')
  if (!alone && !withAnother) return undefined
  return [...(previous === 'the' ? [] : ['the']), ...ordinalWords(core), ...(alone ? ['of'] : [])]
}
