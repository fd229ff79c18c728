import {
  cardinalWords,
  decadeWords,
  decimalWords,
  digitWords,
  ordinalWords,
  yearWords,
} from './number-words.ts'
import { currencies, magnitudes, units } from './pronunciations.ts'
import { fractionWords, mixedNumberWords } from './spoken-fractions.ts'

const number = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+`
const months = [
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

const split = (phrase: string): string[] => phrase.split(' ')

interface Pattern {
  readonly form: RegExp
  readonly say: (groups: readonly string[], next: string | undefined) => string[] | undefined
}

function money(
  sign: string,
  amount: string,
  magnitude: string,
  next: string | undefined,
): string[] | undefined {
  const currency = currencies[sign]
  if (!currency) return undefined
  const scale = magnitudes[magnitude.toLowerCase()]
  if (scale) return [...decimalWords(amount), scale, currency.plural]
  if (magnitude !== '') return undefined
  // `$5 million`: the currency is said behind the magnitude, with the next word.
  if (next && next.length > 2 && magnitudes[next]) return decimalWords(amount)
  const [whole = '0', fraction = ''] = amount.replaceAll(',', '').split('.')
  const said =
    whole === '' || whole === '0'
      ? []
      : [...cardinalWords(whole), whole === '1' ? currency.singular : currency.plural]
  if (fraction.length === 2 && currency.hundredth && fraction !== '00') {
    const [one, many] = currency.hundredth
    return [
      ...said,
      ...(said.length > 0 ? ['and'] : []),
      ...cardinalWords(String(Number(fraction))),
      fraction === '01' ? one : many,
    ]
  }
  if (fraction !== '' && Number(fraction) > 0) return [...decimalWords(amount), currency.plural]
  return said.length > 0 ? said : ['zero', currency.plural]
}

function quantityOf(power: 'square' | 'cubic', amount: string, unit: string): string[] | undefined {
  const known = units[unit.toLowerCase()]
  return known && [...decimalWords(amount), power, ...split(amount === '1' ? known[0] : known[1])]
}

function quantity(amount: string, unit: string): string[] | undefined {
  // 5G and 4K are names of things, not grams and thousands.
  if (/^[1-6]G$|^[248]K$/.test(amount + unit)) return [...decimalWords(amount), unit]
  const squared = /^([a-z]+)[²2]$/i.exec(unit)?.[1]
  if (squared) return quantityOf('square', amount, squared)
  const cubed = /^([a-z]+)[³3]$/i.exec(unit)?.[1]
  if (cubed) return quantityOf('cubic', amount, cubed)
  const known = units[unit.toLowerCase()]
  // After a bare number `B` and `M` and `K` are magnitudes in news text, meters are written with a space.
  const scale = /^(?:k|K|M|B|bn|mn|tn|T)$/.test(unit) ? magnitudes[unit.toLowerCase()] : undefined
  if (scale) return [...decimalWords(amount), scale]
  if (known) return [...decimalWords(amount), ...split(amount === '1' ? known[0] : known[1])]
  return undefined
}

function clock(hours: string, minutes: string, half: string): string[] | undefined {
  if (Number(hours) > 24 || Number(minutes) > 59) return undefined
  const suffix = half === '' ? [] : [...half.replaceAll('.', '').toUpperCase()]
  if (minutes === '00')
    return [...cardinalWords(String(Number(hours))), ...(suffix.length > 0 ? suffix : ["o'clock"])]
  const said = minutes.startsWith('0') ? ['oh', ...digitWords(minutes.slice(1))] : cardinalWords(minutes)
  return [...cardinalWords(String(Number(hours))), ...said, ...suffix]
}

function date(year: string, month: string, day: string): string[] | undefined {
  const name = months[Number(month) - 1]
  return name && Number(day) >= 1 && Number(day) <= 31
    ? [name, ...ordinalWords(String(Number(day))), ...yearWords(Number(year))]
    : undefined
}

function isYear(digits: string): boolean {
  return /^(?:1[1-9]|20)\d\d$/.test(digits)
}

/** A number the way it is said where nothing else stands beside it: years as years. */
function plain(written: string): string[] {
  return isYear(written) ? yearWords(Number(written)) : decimalWords(written)
}

const patterns: readonly Pattern[] = [
  {
    form: /^(\d{4})-(\d\d)-(\d\d)$/,
    say: ([, year = '', month = '', day = '']) => date(year, month, day),
  },
  {
    form: /^(\d\d?):(\d\d)(am|pm|a\.m\.?|p\.m\.?|)$/i,
    say: ([, h = '', m = '', half = '']) => clock(h, m, half),
  },
  { form: /^(\d\d?)(am|pm|a\.m\.?|p\.m\.?)$/i, say: ([, h = '', half = '']) => clock(h, '00', half) },
  {
    form: new RegExp(`^(?:US|A|C|NZ|HK)?([$€£¥₹])(${number})([a-z]*)$`, 'i'),
    say: ([, sign = '', amount = '', magnitude = ''], next) => money(sign, amount, magnitude, next),
  },
  {
    form: new RegExp(`^(?:US|A|C|NZ|HK)?([$€£¥₹])(${number})[-–—][$€£¥₹]?(${number})([a-z]*)$`, 'i'),
    say: ([, sign = '', from = '', to = '', magnitude = ''], next) => {
      const upper = money(sign, to, magnitude, next)
      return upper && [...decimalWords(from), 'to', ...upper]
    },
  },
  {
    form: new RegExp(`^(${number})([$€£¥₹])$`),
    say: ([, amount = '', sign = ''], next) => money(sign, amount, '', next),
  },
  {
    form: /^(\d[\d,]*)(?:st|nd|rd|th)$/i,
    say: ([, digits = '']) => ordinalWords(digits.replaceAll(',', '')),
  },
  {
    form: /^(\d{4}|\d0)'?s$/,
    say: ([, digits = '']) =>
      decadeWords(digits.length === 4 ? yearWords(Number(digits)) : cardinalWords(digits)),
  },
  {
    form: new RegExp(`^(${number})[-–—](${number})(%?)$`),
    say: ([, from = '', to = '', percent = '']) => [
      ...plain(from),
      'to',
      ...plain(to),
      ...(percent ? ['percent'] : []),
    ],
  },
  { form: /^24\/7$/, say: () => ['twenty', 'four', 'seven'] },
  { form: /^(\d+)\/(\d+)$/, say: ([, over = '', under = '']) => fractionWords(over, under) },
  {
    form: /^(\d+)\+(\d+)\/(\d+)$/,
    say: ([, whole = '', over = '', under = '']) => mixedNumberWords(whole, over, under),
  },
  {
    form: /^(\d\d?)[/.](\d\d?)[/.]((?:1[89]|20)\d\d)$/,
    say: ([, one = '', two = '', year = '']) =>
      // The American order, unless only the other one makes a date.
      Number(one) > 12 ? date(year, two, one) : date(year, one, two),
  },
  {
    form: /^v?(\d+(?:\.\d+){2,})$/i,
    say: ([, version = '']) =>
      version
        .split('.')
        .flatMap((part, at) => (at > 0 ? ['point', ...cardinalWords(part)] : cardinalWords(part))),
  },
  {
    form: new RegExp(`^(${number})[-]?(°[CF]?|%|km/h|[a-z]+[²³23]?)$`, 'i'),
    say: ([, amount = '', unit = '']) => quantity(amount, unit),
  },
  { form: new RegExp(`^[#№](${number})$`), say: ([, written = '']) => ['number', ...decimalWords(written)] },
  {
    form: /^[-−–](.*\d.*)$/,
    say: ([, rest = ''], next) => {
      const said = spokenNumber(rest, next)
      return said ? ['minus', ...said] : undefined
    },
  },
  {
    form: /^[~≈](.*\d.*)$/,
    say: ([, rest = ''], next) => {
      const said = spokenNumber(rest, next)
      return said ? ['about', ...said] : undefined
    },
  },
  { form: new RegExp(`^(${number})\\+$`), say: ([, written = '']) => [...plain(written), 'plus'] },
  { form: new RegExp(`^(${number})$`), say: ([, written = '']) => plain(written) },
]

/**
 * Says a word that is a number of some kind: amounts of money, percentages, quantities with units, years, decades,
 * ordinals, times, ISO dates, ranges, versions.
 * @param next the following word in lower case, since `$5 million` puts the currency behind the magnitude
 * @returns undefined when the word is no number
 */
export function spokenNumber(core: string, next?: string): string[] | undefined {
  for (const { form, say } of patterns) {
    const match = form.exec(core)
    const said = match && say(match, next)
    if (said) return said
  }
  return undefined
}
