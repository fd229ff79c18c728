import { emphasisedWords, letterPlurals, wordAcronyms } from './capitals.ts'
import { cardinalWords, digitWords, yearWords } from './number-words.ts'

/** Capital letters, each to be named by the voice. */
export function spelledLetters(letters: string): string[] {
  return [...letters.toUpperCase()]
}

/** `C`, `E`, `O` followed by the sound of several or of a possessive: C E ohs. */
function spelledWithS(letters: string): string[] {
  const last = letters.at(-1) ?? ''
  return [
    ...spelledLetters(letters.slice(0, -1)),
    letterPlurals[last.toLowerCase()] ?? `${last.toLowerCase()}s`,
  ]
}

function capitals(word: string): string[] {
  if (wordAcronyms.has(word) || emphasisedWords.has(word)) return [word.toLowerCase()]
  // Five and more capitals that alternate with vowels are an emphasised word, seldom an initialism.
  const readable = word.length >= 5 && /[AEIOUY]/.test(word) && !/[^AEIOUY]{4}/.test(word)
  return readable ? [word.toLowerCase()] : spelledLetters(word)
}

/** `CEOs` are named letter by letter, `GIFs` and `BAFTAs` are words. */
function several(letters: string): string[] {
  const said = capitals(letters)
  return said.length === 1 && said[0] !== undefined ? [`${said[0]}s`] : spelledWithS(letters)
}

/** The year of `WWDC2026`, the number of `RTX4090`, the digits of a long one. */
function numberInName(digits: string): string[] {
  if (/^(?:19|20)\d\d$/.test(digits)) return yearWords(Number(digits))
  return digits.length > 4 ? digitWords(digits) : cardinalWords(digits)
}

/** Says letters, digits and apostrophes without any other sign: `ChatGPT`, `B2B`, `NASA`, `CEOs`, `BBC's`. */
export function spokenName(name: string): string[] {
  const possessive = /^(.*[A-Z]{2})'s$/.exec(name)?.[1]
  if (possessive !== undefined) {
    const said = spokenName(possessive)
    const last = said.pop() ?? ''
    return [...said, ...(last.length === 1 ? spelledWithS(last) : [`${last}'s`])]
  }
  const parts =
    name.match(/\d+|Mc[A-Z][a-z']+|[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z'])|[A-Z]?[a-z']+|[A-Z]+/g) ?? []
  return parts.flatMap(part => {
    if (/^\d/.test(part)) return numberInName(part)
    if (/^[A-Z]{2,}s$/.test(part)) return several(part.slice(0, -1))
    if (/^[A-Z]$/.test(part)) return [part]
    return /^[A-Z]+$/.test(part) ? capitals(part) : [part.toLowerCase()]
  })
}
