import { spokenState } from './american-states.ts'
import { isOfAKind } from './amounts-of-a-kind.ts'
import { inlineAbbreviations, spokenDirection } from './inline-abbreviations.ts'
import { longForm } from './long-forms.ts'
import type { Neighbours } from './neighbours.ts'
import { dottedForms, magnitudes, spacedUnits, symbols, units } from './pronunciations.ts'
import { spokenRoman } from './roman-numerals.ts'
import { saidNames } from './said-names.ts'
import { spokenAddress } from './spoken-addresses.ts'
import { spokenDay, spokenShortMonth } from './spoken-dates.ts'
import { plainFractions } from './spoken-fractions.ts'
import { spokenScale } from './spoken-money.ts'
import { spelledLetters, spokenName } from './spoken-names.ts'
import { spokenNumber } from './spoken-numbers.ts'
import { spokenRateUnit } from './spoken-rates.ts'

/** How a voice without rules of its own reads one written word. */
export interface WordReading {
  /** Words of the letters a-z and apostrophes; a single capital letter is a letter to be named. May be empty. */
  readonly spoken: readonly string[]
  /** The punctuation a voice should hear behind the word. */
  readonly pause: '' | ',' | '.' | '?' | '!'
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
    .replace(/[\u{1d400}-\u{1d7ff}\uff01-\uff5e]+/gu, letters => letters.normalize('NFKC'))
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
    .replace(/^(?:["'([{*_…]|[-–—<>](?![\d$€£¥₹.]))+(?=.)/u, '')
    .replace(/["')\]}>*_,;:!?…\s–—-]+$/u, '')
}

const isDotted = (core: string): boolean => /^(?:[A-Za-z]\.)+[A-Za-z]?\.?$/.test(core) && core.length > 2

/** `million` behind `$5` and `km` behind `12`: read together with the word before. */
function spokenMeasure(core: string, { before, after, isFollowed }: Neighbours): string[] | undefined {
  const [article = '', previous = ''] = before.length > 1 ? before.slice(-2) : ['', ...before]
  const isAdjective = isOfAKind(article, after[0], isFollowed)
  const scale = spokenScale(core, previous, isAdjective || core.includes('-'))
  if (scale) return [...scale.said, ...spokenParts(scale.rest)]
  const isArea = /^sq$/i.test(previous) && /\d$/.test(article)
  if (isArea && units[core]) return units[core][1].split(' ')
  if (!/^(?:[\d.,]*\d[-–])?[\d.,]*\d(?:[kKMB]|[bmt]n)?$/.test(previous)) return undefined
  if (/^sq$/i.test(core) && after[0] !== undefined) return ['square']
  if (core === 'm') return spokenNumber(`${previous}m`, { next: after[0], isAdjective: false })?.slice(-1)
  if (/^[bmt]n$/.test(core)) return [magnitudes[core] ?? core]
  const rate = spokenRateUnit(core)
  if (rate) return rate
  const known = spacedUnits.has(core.toLowerCase()) ? units[core.toLowerCase()] : undefined
  return known && (previous === '1' || isAdjective ? known[0] : known[1]).split(' ')
}

function spokenParts(core: string): string[] {
  return core.split(/(?<!\d),|,(?!\d)|[^a-z\d',&+%$€£.]+/i).flatMap(part => {
    if (part === '') return []
    return (
      // `$5-a-day` says what kind of thing follows
      spokenNumber(part, { next: undefined, isAdjective: core.includes('-') }) ??
      inlineAbbreviations[part]?.split(' ') ??
      part.split(/([&+%])/).flatMap(bit => (symbols[bit] ? [symbols[bit]] : spokenName(bit)))
    )
  })
}

function spokenCore(core: string, neighbours: Neighbours): string[] {
  const { before, after, isFollowed } = neighbours
  const [previous, next] = [before.at(-1), after[0]]
  const sign = symbols[core] ?? saidNames[core.toLowerCase()] ?? inlineAbbreviations[core.toLowerCase()]
  if (sign) return sign.split(' ')
  if (core === 'A' && next !== undefined) return ['a']
  const [, letters, rest] = /^((?:[A-Za-z]\.)+)('s)$/.exec(core) ?? []
  if (letters && rest) return spokenName(letters.replaceAll('.', '') + rest)
  if (isDotted(core)) {
    const bare = core.replaceAll('.', '')
    return dottedForms[bare.toLowerCase()]?.split(' ') ?? spelledLetters(bare)
  }
  const setting = {
    next: next?.toLowerCase(),
    isAdjective: isOfAKind(previous, next, isFollowed),
  }
  const known =
    spokenAddress(core) ??
    spokenDirection(core, next) ??
    spokenDay(core, before, after) ??
    spokenShortMonth(core, previous, next) ??
    inBetween(spokenNumber(core, setting), core, previous) ??
    spokenMeasure(core, neighbours) ??
    spokenRoman(core, previous)
  if (known) return known
  if (core.startsWith('#')) return ['hashtag', ...spokenName(core.slice(1))]
  if (core.startsWith('@')) return ['at', ...spokenName(core.slice(1))]
  return /^[a-z']+$/i.test(core) ? spokenName(core) : spokenParts(core)
}

/** "between 1999-2011" is between the one and the other. */
function inBetween(
  said: string[] | undefined,
  core: string,
  previous: string | undefined,
): string[] | undefined {
  if (!said || !/^between$/i.test(previous ?? '') || !/\d.*[-–—].*\d/.test(core)) return said
  return said.map(word => (word === 'to' ? 'and' : word))
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
    const neighbours = {
      before: cores.slice(Math.max(0, at - 2), at),
      after: cores.slice(at + 1, at + 4).map(other => other.replace(/\.$/, '')),
      isFollowed: at + 1 < cores.length && !/[,;:.!?)\]–—]["']*$/u.test(word),
    }
    const long = (longForm(core, neighbours) ?? spokenState(core, plain[at - 1]))?.split(' ')
    const isInitial = /^[A-Z]\.$/.test(core) && /^[A-Z]/.test(neighbours.after[0] ?? '')
    const spoken = long ?? spokenCore(isDotted(core) ? core : core.replace(/\.+$/, ''), neighbours)
    const sayable = spoken
      .map(said => said.replace(/[^A-Za-z']/g, '').replace(/^'+|'+$/g, ''))
      .filter(said => said !== '')
    return {
      spoken: sayable,
      pause: pauseBehind(word, at === plain.length - 1, long !== undefined || isDotted(core) || isInitial),
    }
  })
}
