import { cardinalWords, decimalWords } from './number-words.ts'
import { currencies, magnitudes } from './pronunciations.ts'

const number = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+`
const sign = String.raw`(?:US|CA?|AU?|NZ|HK|S|NT)?(R?\$|[€£¥₹])`
const amountOfMoney = new RegExp(`^${sign}(${number})([a-z]*)$`, 'i')
const amountBeforeHyphen = new RegExp(`^${sign}(${number})-(thousand|million|billion|trillion)(?:-.*)?$`, 'i')
const rangeOfMoney = new RegExp(`^${sign}(${number})([a-z]*)[-–—](?:${sign})?(${number})([a-z]*)$`, 'i')
const amountThenSign = new RegExp(`^(${number})([$€£¥₹])$`)
const hundredths = new RegExp(`^(${number})(p|¢|c)$`)
const scaleWord = /^(thousand|million|billion|trillion|[mbt]n)(-.*)?$/

/** What of the sentence decides how an amount is said. */
export interface MoneySetting {
  /** The following word in lower case, since `$5 million` puts the currency behind the magnitude. */
  readonly next: string | undefined
  /** Whether the amount says what kind of thing follows: "a $5 million prize" is of five million dollar. */
  readonly isAdjective: boolean
}

/**
 * Says a word that is an amount of money: `$1.20`, `£420m`, `€5-10bn`, `$3.5-billion`, `$9/£8`, `50p`.
 * @returns undefined when the word is no amount of money
 */
export function spokenMoney(core: string, { next, isAdjective }: MoneySetting): string[] | undefined {
  const [, before = '', amount = '', scale = ''] =
    amountOfMoney.exec(core) ?? amountBeforeHyphen.exec(core) ?? []
  if (amount !== '') return money(before, amount, scale, next, isAdjective || amountBeforeHyphen.test(core))
  const [, first = '', from = '', fromScale = '', , to = '', toScale = ''] = rangeOfMoney.exec(core) ?? []
  if (to !== '') return rangeWords(first, [from, fromScale], [to, toScale], next)
  const [, here, abroad] = /^([^/]+)\/([^/]+)$/.exec(core) ?? []
  if (here !== undefined && abroad !== undefined) return eitherPrice(here, abroad, isAdjective)
  const [, written = '', after = ''] = amountThenSign.exec(core) ?? []
  if (written !== '') return money(after, written, '', next, isAdjective)
  const [, coins, kind] = hundredths.exec(core) ?? []
  // 480p and 1080p are the lines of a picture, and `c` is also what stands before a year.
  if (!coins || Number(coins) >= 100 || kind === 'c') return undefined
  const [one, many] = (kind === 'p' ? currencies['£'] : currencies.$)?.hundredth ?? ['', '']
  return [...decimalWords(coins), coins === '1' ? one : many]
}

function eitherPrice(here: string, abroad: string, isAdjective: boolean): string[] | undefined {
  const [one, other] = [here, abroad].map(price => spokenMoney(price, { next: undefined, isAdjective }))
  return one && other && [...one, 'or', ...other]
}

/**
 * Says the magnitude that follows an amount: `million` behind `$5`, also in `million-a-year`.
 * @returns undefined when `previous` is no amount of money or the word no magnitude; else its words and what is left of it
 */
export function spokenScale(
  core: string,
  previous: string,
  isAdjective: boolean,
): { said: string[]; rest: string } | undefined {
  const [, scale = '', rest = ''] = scaleWord.exec(core.toLowerCase()) ?? []
  const magnitude = magnitudes[scale]
  if (!magnitude) return undefined
  const [, before, , unit] = amountOfMoney.exec(previous) ?? []
  const [, first, , , , , last] = rangeOfMoney.exec(previous) ?? []
  const currency = unit === '' || last === '' ? currencyOf(before ?? first ?? '') : undefined
  return currency && { said: [magnitude, isAdjective ? currency.singular : currency.plural], rest }
}

const currencyOf = (written: string) => currencies[written.toUpperCase()]

function rangeWords(
  before: string,
  [from, fromScale]: readonly [string, string],
  [to, toScale]: readonly [string, string],
  next: string | undefined,
): string[] | undefined {
  const upper = money(before, to, toScale, next, false)
  const hasCents = fromScale === '' && toScale === '' && /\.\d\d$/.test(from) && /\.\d\d$/.test(to)
  const lower = hasCents ? money(before, from, '', undefined, false) : undefined
  if (upper && lower) return [...lower, 'to', ...upper]
  const scale = fromScale === toScale ? '' : fromScale
  const magnitude = scale === '' ? [] : [magnitudes[scale.toLowerCase()]]
  if (!upper || magnitude.includes(undefined)) return undefined
  return [...decimalWords(from), ...magnitude.filter(word => word !== undefined), 'to', ...upper]
}

function money(
  before: string,
  amount: string,
  magnitude: string,
  next: string | undefined,
  isAdjective: boolean,
): string[] | undefined {
  const currency = currencyOf(before)
  if (!currency) return undefined
  const plural = isAdjective ? currency.singular : currency.plural
  const scale = magnitudes[magnitude.toLowerCase()]
  if (scale) return [...decimalWords(amount), scale, plural]
  if (magnitude !== '') return undefined
  // `$5 million`: the currency is said behind the magnitude, with the next word.
  if (next && scaleWord.test(next)) return decimalWords(amount)
  const [whole = '0', fraction = ''] = amount.replaceAll(',', '').split('.')
  const said =
    whole === '' || whole === '0' ? [] : [...cardinalWords(whole), whole === '1' ? currency.singular : plural]
  if (fraction.length === 2 && currency.hundredth && fraction !== '00') {
    const [one, many] = currency.hundredth
    const cents = cardinalWords(String(Number(fraction)))
    return [...said, ...(said.length > 0 ? ['and'] : []), ...cents, fraction === '01' ? one : many]
  }
  if (fraction !== '' && Number(fraction) > 0) return [...decimalWords(amount), plural]
  return said.length > 0 ? said : ['zero', plural]
}
