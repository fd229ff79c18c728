import { cardinalWords, ordinalWords } from './number-words.ts'

const vulgar: Readonly<Record<string, readonly [over: number, under: number]>> = {
  '½': [1, 2],
  '⅓': [1, 3],
  '⅔': [2, 3],
  '¼': [1, 4],
  '¾': [3, 4],
  '⅕': [1, 5],
  '⅖': [2, 5],
  '⅗': [3, 5],
  '⅘': [4, 5],
  '⅙': [1, 6],
  '⅚': [5, 6],
  '⅐': [1, 7],
  '⅛': [1, 8],
  '⅜': [3, 8],
  '⅝': [5, 8],
  '⅞': [7, 8],
  '⅑': [1, 9],
  '⅒': [1, 10],
}

/** `3½` as `3 1/2`, since taking letters and digits apart would leave a `3` only. */
export function plainFractions(text: string): string {
  return text.replace(/(\d?)([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒])/gu, (_, digit: string, sign: string) => {
    const fraction = vulgar[sign]?.join('/') ?? ''
    return digit === '' ? fraction : `${digit}+${fraction}`
  })
}

function partOf(over: string, under: string): string[] | undefined {
  if (under === '2') return over === '1' ? ['one', 'half'] : undefined
  const part = under === '4' ? ['quarter'] : ordinalWords(under)
  const last = part.at(-1) ?? ''
  return [...cardinalWords(over), ...part.slice(0, -1), over === '1' ? last : `${last}s`]
}

/**
 * `1/4` is one quarter and `2/3` two thirds; what is no part of a whole is read in its order, as `9/11` and `50/50` are.
 * @param over digits before the stroke
 */
export function fractionWords(over: string, under: string): string[] {
  const isPart = Number(over) < Number(under) && Number(under) <= 10
  return (isPart ? partOf(over, under) : undefined) ?? [...cardinalWords(over), ...cardinalWords(under)]
}

/** `3+1/2`, what `plainFractions` makes of `3½`. */
export function mixedNumberWords(whole: string, over: string, under: string): string[] {
  const part = partOf(over, under) ?? fractionWords(over, under)
  return [...cardinalWords(whole), 'and', ...(part[0] === 'one' ? ['a', ...part.slice(1)] : part)]
}
