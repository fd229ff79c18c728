import {
  abbreviations,
  closingAbbreviations,
  currencies,
  dottedForms,
  magnitudes,
  spacedUnits,
  symbols,
  units,
} from './pronunciations.ts'
import { spokenAddress } from './spoken-addresses.ts'
import { plainFractions } from './spoken-fractions.ts'
import { spelledLetters, spokenName } from './spoken-names.ts'
import { spokenNumber } from './spoken-numbers.ts'

/** How a voice without rules of its own reads one written word. */
export interface WordReading {
  /** Words of the letters a-z and apostrophes; a single capital letter is a letter to be named. May be empty. */
  readonly spoken: readonly string[]
  /** The punctuation a voice should hear behind the word. */
  readonly pause: '' | ',' | '.' | '?' | '!'
}

interface Neighbours {
  readonly previous: string | undefined
  readonly next: string | undefined
}

const letterSpelling: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'Ae',
  ø: 'o',
  Ø: 'O',
  œ: 'oe',
  Œ: 'Oe',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/** Quotes in one form, letters without their marks. */
function plainLetters(text: string): string {
  return plainFractions(text)
    .replace(/[₀-₉]/gu, digit => String((digit.codePointAt(0) ?? 0) - 0x2080))
    .replace(/[‘’ʼ′]/gu, "'")
    .replace(/[“”„″«»]/gu, '"')
    .replace(/[ßæÆøØœŒłŁđĐðþı]/gu, letter => letterSpelling[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
}

/** The word without what surrounds it; a minus in front of a number and a closing period stay. */
function coreOf(word: string): string {
  return word
    .replace(/^(?:["'([{<*_…]|[-–—](?![\d$€£¥₹.]))+(?=.)/u, '')
    .replace(/["')\]}>*_,;:!?…\s–—-]+$/u, '')
}

const isDotted = (core: string): boolean => /^(?:[A-Za-z]\.)+[A-Za-z]?\.?$/.test(core) && core.length > 2

/** `million` behind `$5` and `km` behind `12`: read together with the word before. */
function spokenMeasure(core: string, previous: string): string[] | undefined {
  const [, sign] = /^(?:US|A|C|NZ|HK)?([$€£¥₹])[\d.,]+(?:[-–—][$€£¥₹]?[\d.,]+)?$/.exec(previous) ?? []
  const scale = core.length > 2 ? magnitudes[core.toLowerCase()] : undefined
  const currency = sign ? currencies[sign] : undefined
  if (currency && scale) return [scale, currency.plural]
  const unit =
    spacedUnits.has(core.toLowerCase()) && /^[\d.,]*\d$/.test(previous)
      ? units[core.toLowerCase()]
      : undefined
  return unit && (previous === '1' ? unit[0] : unit[1]).split(' ')
}

function spokenParts(core: string): string[] {
  return core.split(/(?<!\d),|,(?!\d)|[^a-z\d',&+%$€£.]+/i).flatMap(part => {
    if (part === '') return []
    return (
      spokenNumber(part) ??
      part.split(/([&+%])/).flatMap(bit => (symbols[bit] ? [symbols[bit]] : spokenName(bit)))
    )
  })
}

function spokenCore(core: string, { previous, next }: Neighbours): string[] {
  const sign = symbols[core]
  if (sign) return [sign]
  if (core === 'A' && next !== undefined) return ['a']
  if (isDotted(core)) {
    const letters = core.replaceAll('.', '')
    return dottedForms[letters.toLowerCase()]?.split(' ') ?? spelledLetters(letters)
  }
  const measure = previous === undefined ? undefined : spokenMeasure(core, previous)
  const known = spokenAddress(core) ?? spokenNumber(core, next?.toLowerCase()) ?? measure
  if (known) return known
  if (core.startsWith('#')) return ['hashtag', ...spokenName(core.slice(1))]
  if (core.startsWith('@')) return ['at', ...spokenName(core.slice(1))]
  return /^[a-z']+$/i.test(core) ? spokenName(core) : spokenParts(core)
}

/** The long form of `Dr.` or `Nov.`; undefined for a word that only happens to close a sentence. */
function longForm(core: string, { next }: Neighbours): string[] | undefined {
  if (!core.endsWith('.')) return undefined
  const bare = core.slice(0, -1)
  if (bare === 'No' && next !== undefined && /^\d/.test(next)) return ['number']
  const long = abbreviations[bare.toLowerCase()]
  const holds = closingAbbreviations.has(bare.toLowerCase()) || (next !== undefined && /^[A-Z]/.test(bare))
  return long && holds ? long.split(' ') : undefined
}

function pauseBehind(word: string, isLast: boolean, periodIsSpelling: boolean): WordReading['pause'] {
  const tail = /["')\]}*_,;:!?…\s–—.-]*$/u.exec(word)?.[0] ?? ''
  if (tail.includes('?')) return '?'
  if (tail.includes('!')) return '!'
  if (isLast || (/[.…]/.test(tail) && !periodIsSpelling)) return '.'
  return /[,;:–—)]|\s-/.test(tail) ? ',' : ''
}

/**
 * Gives the way each written word is said in English: numbers, money, units, dates, times, addresses, abbreviations
 * and capitals become plain words, so that a voice reads them alike and the caption can still show what was written.
 * @param written the words of one or more sentences, from `writtenWords`
 * @returns one reading per written word, in order
 */
export function spokenWords(written: readonly string[]): WordReading[] {
  const plain = written.map(plainLetters)
  const names = plain.filter(word => /[A-Za-z]{2}/.test(word))
  const shouted = names.length > 3 && names.every(word => !/[a-z]/.test(word))
  const cores = plain.map(coreOf).map(core => (shouted ? core.toLowerCase() : core))
  return plain.map((word, at) => {
    const core = cores[at] ?? ''
    const neighbours = { previous: cores[at - 1], next: cores[at + 1]?.replace(/\.$/, '') }
    const long = longForm(core, neighbours)
    const spoken = long ?? spokenCore(isDotted(core) ? core : core.replace(/\.+$/, ''), neighbours)
    const sayable = spoken
      .map(said => said.replace(/[^A-Za-z']/g, '').replace(/^'+|'+$/g, ''))
      .filter(said => said !== '')
    return {
      spoken: sayable,
      pause: pauseBehind(word, at === plain.length - 1, long !== undefined || isDotted(core)),
    }
  })
}
