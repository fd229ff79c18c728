import { neverLast } from './inline-abbreviations.ts'
import { abbreviations, closingAbbreviations } from './pronunciations.ts'
import { writtenWords } from './written-words.ts'

const maximumSentenceLength = 240

function endsSentence(word: string, next: string | undefined): boolean {
  if (next === undefined) return true
  const match = /^(.*?)([.!?…]+)["'”’)\]]*$/u.exec(word)
  if (!match) return false
  const [, stem = '', mark = ''] = match
  if (/[!?…]/.test(mark)) return true
  const opensLikeSentence = /^["'“‘([]*[\p{Lu}\p{N}$€£¥₹#@]/u.test(next)
  if (!opensLikeSentence) return false
  const bare = stem.replace(/^["'“‘([]+/u, '').toLowerCase()
  if (closingAbbreviations.has(bare)) return true
  // Initials, dotted forms and titles are followed by a capital without ending anything.
  const isInitial = /^(?:\p{L}\.)*\p{L}$/u.test(bare) && bare !== 'i'
  if (bare === 'vs') return false
  return (
    !isInitial &&
    !neverLast.has(bare) &&
    !(bare in abbreviations && /^["'“‘([]*\p{Lu}/u.test(stem)) &&
    !(bare === 'no' && /^\d/.test(next))
  )
}

/** Cuts an overlong sentence at the comma, semicolon or dash nearest to its middle, again and again if need be. */
function cutLong(words: readonly string[]): string[][] {
  const length = words.join(' ').length
  if (length <= maximumSentenceLength) return [[...words]]
  const cuts = words.flatMap((word, at) =>
    at > 3 && at < words.length - 4 && /[,;:–—]["'”’)]*$/u.test(word) ? [at + 1] : [],
  )
  const middle = words.length / 2
  const cut = cuts.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0] ?? Math.floor(middle)
  return [...cutLong(words.slice(0, cut)), ...cutLong(words.slice(cut))]
}

/**
 * Splits text into sentences as a reader would breathe: at full stops, question and exclamation marks, not behind
 * titles, initials or decimal points. Sentences over 240 characters are cut at a comma.
 */
export function sentencesOf(text: string): string[] {
  const words = writtenWords(text)
  const sentences: string[][] = []
  let current: string[] = []
  words.forEach((word, at) => {
    current.push(word)
    if (endsSentence(word, words[at + 1])) {
      sentences.push(...cutLong(current))
      current = []
    }
  })
  return sentences.map(sentence => sentence.join(' '))
}
