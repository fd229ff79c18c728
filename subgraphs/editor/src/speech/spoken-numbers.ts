import {
  cardinalWords,
  decadeWords,
  decimalWords,
  digitWords,
  ordinalWords,
  yearWords,
} from './number-words.ts'
import { magnitudes, units } from './pronunciations.ts'
import { dateWords } from './spoken-dates.ts'
import { fractionWords, mixedNumberWords } from './spoken-fractions.ts'
import { type MoneySetting, spokenMoney } from './spoken-money.ts'
import { rateOf } from './spoken-rates.ts'

const number = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+`

const split = (phrase: string): string[] => phrase.split(' ')

interface Pattern {
  readonly form: RegExp
  readonly say: (groups: readonly string[], setting: MoneySetting) => string[] | undefined
}

function quantityOf(power: 'square' | 'cubic', amount: string, unit: string): string[] | undefined {
  const known = units[unit.toLowerCase()]
  return known && [...decimalWords(amount), power, ...split(amount === '1' ? known[0] : known[1])]
}

/** `10m people` are millions, `10m away` are meters. */
const counted =
  /^(?:people|children|men|women|homes|(?!(?:across|always|besides|towards|versus|plus|minus|this|is|was|has|as|less|thus)$)[a-z]{3,}s)$/

function quantity(amount: string, unit: string, next = '', isAdjective = false): string[] | undefined {
  // 5G and 4K are names of things, not grams and thousands.
  if (/^[1-6]G$|^[248]K$/.test(amount + unit)) return [...decimalWords(amount), unit]
  const squared = /^((?:[kcm]?m|ft|in|mi|yd)(?=2)|[a-z]+(?=²))[²2]$/i.exec(unit)?.[1]
  if (squared) return quantityOf('square', amount, squared)
  const cubed = /^((?:[kcm]?m|ft|in|mi|yd)(?=3)|[a-z]+(?=³))[³3]$/i.exec(unit)?.[1]
  if (cubed) return quantityOf('cubic', amount, cubed)
  const known = units[unit.toLowerCase()]
  // After a bare number `B` and `M` and `K` are magnitudes in news text, meters are written with a space.
  const isScale = /^(?:k|K|M|B|bn|mn|tn|T)$/.test(unit) || (unit === 'm' && counted.test(next))
  const scale = isScale ? magnitudes[unit.toLowerCase()] : undefined
  if (scale) return [...decimalWords(amount), scale]
  if (known) return [...decimalWords(amount), ...split(amount === '1' || isAdjective ? known[0] : known[1])]
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

function isYear(digits: string): boolean {
  return /^(?:1[1-9]|20)\d\d$/.test(digits)
}

/** A number the way it is said where nothing else stands beside it: years as years. */
function plain(written: string): string[] {
  return isYear(written) ? yearWords(Number(written)) : decimalWords(written)
}

/** What signs in front of a number mean. */
const signs: Readonly<Record<string, string>> = {
  '-': 'minus',
  '−': 'minus',
  '–': 'minus',
  '+': 'plus',
  '~': 'about',
  '≈': 'about',
  '<': 'less than',
  '>': 'more than',
  '≤': 'at most',
  '≥': 'at least',
  '±': 'plus or minus',
}

const patterns: readonly Pattern[] = [
  {
    form: /^(\d{4})-(\d\d)-(\d\d)$/,
    say: ([, year = '', month = '', day = '']) => dateWords(year, month, day),
  },
  {
    form: /^(\d\d?):(\d\d)(am|pm|a\.m\.?|p\.m\.?|)$/i,
    say: ([, h = '', m = '', half = '']) => clock(h, m, half),
  },
  { form: /^(\d\d?)(am|pm|a\.m\.?|p\.m\.?)$/i, say: ([, h = '', half = '']) => clock(h, '00', half) },
  { form: /^(\d\d?)\.(\d\d)(am|pm)$/i, say: ([, h = '', m = '', half = '']) => clock(h, m, half) },
  {
    form: /^(\d\d?(?:[:.]\d\d)?(?:am|pm)?)[-–—](\d\d?(?:[:.]\d\d)?(?:am|pm))$/i,
    say: ([, from = '', to = ''], setting) => {
      const [start, end] = [spokenNumber(from, setting), spokenNumber(to, setting)]
      return start && end && [...start, 'to', ...end]
    },
  },
  // the British weigh people in stone
  { form: /^(\d{1,2})(?<!(?<!1)1)st$/, say: ([, stone = '']) => [...cardinalWords(stone), 'stone'] },
  {
    form: /^(\d[\d,]*)(?:st|nd|rd|th)$/i,
    say: ([, digits = '']) => ordinalWords(digits.replaceAll(',', '')),
  },
  { form: /^1,?(00|000)s$/, say: ([, zeros]) => [zeros === '00' ? 'hundreds' : 'thousands'] },
  {
    form: /^(\d{4}|\d{1,2}0)'?s$/,
    say: ([, digits = '']) =>
      decadeWords(digits.length === 4 ? yearWords(Number(digits)) : cardinalWords(digits)),
  },
  {
    form: new RegExp(`^(${number})%?[-–—](${number})(%?)$`),
    say: ([, from = '', to = '', percent = '']) => [
      ...plain(from),
      // 50-50 and 2-2 are no ranges, and neither is the 747-400
      ...(from === to || (Number(from) > Number(to) && Number(to) >= 100) ? [] : ['to']),
      ...plain(to),
      ...(percent ? ['percent'] : []),
    ],
  },
  {
    form: new RegExp(`^(${number})[-–—]((?:${number})(?:°[CF]?|km/h|(?!s$)[a-z]+))$`, 'i'),
    say: ([, from = '', to = ''], setting) => {
      const said = spokenNumber(to, setting)
      return said && [...decimalWords(from), 'to', ...said]
    },
  },
  { form: /^24\/7$/, say: () => ['twenty', 'four', 'seven'] },
  {
    // a season or a year of taxes, not a fraction
    form: /^((?:1[89]|20)\d\d)\/(\d\d)$/,
    say: ([, year = '', next = ''], setting) => spokenNumber(`${year}-${next}`, setting),
  },
  { form: /^(\d+)\/(\d+)$/, say: ([, over = '', under = '']) => fractionWords(over, under) },
  {
    form: /^(\d+)\+(\d+)\/(\d+)$/,
    say: ([, whole = '', over = '', under = '']) => mixedNumberWords(whole, over, under),
  },
  {
    form: /^(\d\d?)[/.](\d\d?)[/.]((?:1[89]|20)\d\d)$/,
    say: ([, one = '', two = '', year = '']) =>
      // The American order, unless only the other one makes a date.
      Number(one) > 12 ? dateWords(year, two, one) : dateWords(year, one, two),
  },
  {
    form: /^(?:v(?=\d+\.\d+$))?v?(\d+(?:\.\d+){2,}|(?<=v)\d+\.\d+)$/i,
    say: ([, version = '']) =>
      version
        .split('.')
        .flatMap((part, at) => (at > 0 ? ['point', ...cardinalWords(part)] : cardinalWords(part))),
  },
  {
    // 30C and 1.5C are temperatures, 3C may be anything
    form: /^(\d{2,3}|\d+\.\d+)([CF])$/,
    say: ([, degrees = '', scale = '']) => quantity(degrees, `°${scale}`),
  },
  {
    form: new RegExp(`^(${number})(-?)(°[CF]?|%|km/h|[a-z]+[²³23]?)$`, 'i'),
    say: ([, amount = '', hyphen = '', unit = ''], { next, isAdjective }) =>
      // a 10-K is a form
      hyphen !== '' && /^[A-Z]$/.test(unit)
        ? undefined
        : quantity(amount, unit, next, isAdjective || hyphen !== ''),
  },
  { form: new RegExp(`^[#№](${number})$`), say: ([, written = '']) => ['number', ...decimalWords(written)] },
  {
    form: /^[-−–](\d)([CF])$/,
    say: ([, degrees = '', scale = '']) => {
      const said = quantity(degrees, `°${scale}`)
      return said && ['minus', ...said]
    },
  },
  {
    form: /^([-−–+~≈<>≤≥±])(.*\d.*)$/,
    say: ([, sign = '', rest = ''], setting) => {
      const said = spokenNumber(rest, setting)
      return said && [...split(signs[sign] ?? ''), ...said]
    },
  },
  {
    form: new RegExp(`^(${number})[x×](${number})$`),
    say: ([, width = '', height = '']) => [...decimalWords(width), 'by', ...decimalWords(height)],
  },
  {
    form: /^([4-7])'(\d\d?)$/,
    say: ([, feet = '', inches = '']) => [...cardinalWords(feet), 'foot', ...cardinalWords(inches)],
  },
  { form: new RegExp(`^(${number})\\+$`), say: ([, written = '']) => [...plain(written), 'plus'] },
  { form: new RegExp(`^(${number})$`), say: ([, written = '']) => plain(written) },
]

/**
 * Says a word that is a number of some kind: amounts of money, percentages, quantities with units, years, decades,
 * ordinals, times, ISO dates, ranges, versions.
 * @returns undefined when the word is no number
 */
export function spokenNumber(
  core: string,
  setting: MoneySetting = { next: undefined, isAdjective: false },
): string[] | undefined {
  const money = spokenMoney(core, setting)
  if (money) return money
  const rate = rateOf(core)
  const amount = rate && spokenNumber(rate.amount, { ...setting, isAdjective: false })
  if (rate && amount) return [...amount, ...rate.per]
  for (const { form, say } of patterns) {
    const match = form.exec(core)
    const said = match && say(match, setting)
    if (said) return said
  }
  return undefined
}
