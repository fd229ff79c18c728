import { cardinalWords, digitWords } from './number-words.ts'
import { emphasisedWords, letterPlurals, wordAcronyms } from './pronunciations.ts'

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

/** Says letters, digits and apostrophes without any other sign: `ChatGPT`, `B2B`, `NASA`, `CEOs`, `BBC's`. */
export function spokenName(name: string): string[] {
  const possessive = /^(.*[A-Z]{2})'s$/.exec(name)?.[1]
  if (possessive !== undefined) {
    const said = spokenName(possessive)
    const last = said.pop() ?? ''
    return [...said, ...(last.length === 1 ? spelledWithS(last) : [`${last}'s`])]
  }
  const parts = name.match(/\d+|[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z'])|[A-Z]?[a-z']+|[A-Z]+/g) ?? []
  return parts.flatMap(part => {
    if (/^\d/.test(part)) return part.length > 4 ? digitWords(part) : cardinalWords(part)
    if (/^[A-Z]{2,}s$/.test(part)) return spelledWithS(part.slice(0, -1))
    if (/^[A-Z]$/.test(part)) return [part]
    return /^[A-Z]+$/.test(part) ? capitals(part) : [part.toLowerCase()]
  })
}
