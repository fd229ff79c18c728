const small = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
] as const
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'] as const
const scales = ['', 'thousand', 'million', 'billion', 'trillion', 'quadrillion'] as const
const irregularOrdinals: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
}

function belowThousand(value: number): string[] {
  const words: string[] = []
  if (value >= 100) {
    words.push(small[Math.floor(value / 100)] ?? '', 'hundred')
    value %= 100
  }
  if (value >= 20) {
    words.push(tens[Math.floor(value / 10)] ?? '')
    value %= 10
  }
  if (value > 0) words.push(small[value] ?? '')
  return words
}

/** The digits one by one: `007` gives zero zero seven. */
export function digitWords(digits: string): string[] {
  return [...digits].map(digit => small[Number(digit)] ?? '')
}

/** A whole number in English words. Numbers past 10^18 and numbers written with leading zeros are read digit by digit. */
export function cardinalWords(digits: string): string[] {
  if (digits.length > 18 || /^0\d/.test(digits)) return digitWords(digits)
  let rest = Number(digits)
  if (rest === 0) return ['zero']
  const groups: number[] = []
  while (rest > 0) {
    groups.push(rest % 1000)
    rest = Math.floor(rest / 1000)
  }
  return groups
    .map((group, scale) =>
      group === 0 ? [] : [...belowThousand(group), scales[scale] ?? ''].filter(Boolean),
    )
    .reverse()
    .flat()
}

/** `21` gives twenty first. */
export function ordinalWords(digits: string): string[] {
  const words = cardinalWords(digits)
  const last = words.pop() ?? 'zero'
  words.push(irregularOrdinals[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`))
  return words
}

/** A year the way it is said: 1999 nineteen ninety nine, 2007 two thousand seven, 1905 nineteen oh five. */
export function yearWords(year: number): string[] {
  const century = Math.floor(year / 100)
  const rest = year % 100
  if (year >= 2000 && year < 2010) return ['two', 'thousand', ...(rest > 0 ? belowThousand(rest) : [])]
  if (rest === 0) return [...belowThousand(century), 'hundred']
  return [...belowThousand(century), ...(rest < 10 ? ['oh'] : []), ...belowThousand(rest)]
}

/** `ninety` gives nineties, for decades. */
export function decadeWords(words: readonly string[]): string[] {
  const last = words.at(-1) ?? ''
  return [...words.slice(0, -1), last.endsWith('y') ? `${last.slice(0, -1)}ies` : `${last}s`]
}

/** A number as written, with thousands commas and a decimal point: `1,234.50` gives … point five zero. */
export function decimalWords(written: string): string[] {
  const [whole = '0', fraction] = written.replaceAll(',', '').split('.')
  return [
    ...cardinalWords(whole === '' ? '0' : whole),
    ...(fraction ? ['point', ...digitWords(fraction)] : []),
  ]
}
