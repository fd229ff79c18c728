import { createRequire } from 'node:module'
import winkNLP, { type ItemToken, type ItsFunction, type WinkMethods } from 'wink-nlp'

const load = createRequire(import.meta.url)
let loaded: WinkMethods | undefined

/** The model of English is read for the first text, since it takes a tenth of a second and 20 MB. */
function english(): WinkMethods {
  if (!loaded) {
    const model: typeof import('wink-eng-lite-web-model').default = load('wink-eng-lite-web-model')
    loaded = winkNLP(model)
  }
  return loaded
}

let firstUnknown: number | undefined

/**
 * Whether the model of English has a word in its lexicon. Most names are not in it. It numbers what it does not know as it meets
 * it, from the end of its lexicon on.
 *
 * @param word one word in small letters
 */
export function isKnownWord(word: string): boolean {
  const nlp = english()
  const idOf = (text: string) => Number(nlp.readDoc(text).tokens().itemAt(0).out(nlp.its.uniqueId))
  firstUnknown ??= idOf('qzxwvkjq')
  return idOf(word) < firstUnknown
}

/** One word or mark of a sentence, with its part of speech in Universal Dependencies tags (`NOUN`, `VERB`, …). */
export interface Token {
  text: string
  lower: string
  stem: string
  partOfSpeech: string
  isWord: boolean
  isStopWord: boolean
}

export interface Sentence {
  text: string
  tokens: Token[]
}

/**
 * Splits English text into sentences and tags each word. A piece that begins with a small letter, or with a digit behind a short
 * form, belongs to the sentence before it ("version 1.0", "the U.S. army", "approx. 40"), because the splitter breaks at such
 * dots; behind a unit or before a quotation it misses a full stop ("draws 1,500W. It …"), and writers forget some.
 */
export function readSentences(text: string): Sentence[] {
  const pieces: string[] = []
  for (const found of english().readDoc(text).sentences().out()) {
    for (const piece of found.split(missedEnd)) {
      const previous = pieces.at(-1)
      if (previous !== undefined && continues(text, previous, piece))
        pieces[pieces.length - 1] = rejoin(text, previous, piece)
      else pieces.push(piece)
    }
  }
  return pieces.map(piece => ({ text: piece, tokens: readTokens(piece) }))
}

const missedEnd =
  /(?<=\p{Ll}{3}) (?=(?:The|This|These|They|It|But|However) \p{Ll})|(?<=\d\p{Lu}{1,3}\.)\s+(?=\p{Lu})|(?<=(?:^|\s)\p{Lu}\.)\s+(?=[“"]\p{Lu})/u
const shortForm =
  /(?:^|[\s(])(?:\p{Lu}|nos?|art|sec|figs?|vols?|pp?|ca?|vs?|ch|nr|approx|pop|est|avg|max|min|incl|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.$/iu

function continues(text: string, previous: string, piece: string): boolean {
  if (/^\p{Ll}/u.test(piece)) return true
  if (!/^\d/.test(piece)) return false
  return text.includes(previous + piece) || shortForm.test(previous) || !/[.!?]["”’']?$/.test(previous)
}

/** Tags the words of one piece of text, without splitting it into sentences. */
export function readTokens(text: string): Token[] {
  const tokens: Token[] = []
  const nlp = english()
  const its = nlp.its
  // the package's types describe this one with a signature that its own `out` does not take
  const stemOf = its.stem as unknown as ItsFunction<string>
  nlp
    .readDoc(text)
    .tokens()
    .each((token: ItemToken) => {
      const value = String(token.out(its.value))
      tokens.push({
        text: value,
        lower: value.toLowerCase(),
        stem: String(token.out(stemOf)).toLowerCase(),
        partOfSpeech: String(token.out(its.pos)),
        isWord: /[\p{L}\d]/u.test(value),
        isStopWord: token.out(its.stopWordFlag) === true,
      })
    })
  return tokens
}

/** The stems that carry the meaning of a text: no stop words, no marks, no single letters. */
export function meaningfulStems(tokens: readonly Token[]): Set<string> {
  const stems = new Set<string>()
  for (const token of tokens) {
    if (token.isWord && !token.isStopWord && token.text.length > 1) stems.add(token.stem)
  }
  return stems
}

function rejoin(text: string, left: string, right: string): string {
  return text.includes(left + right) ? left + right : `${left} ${right}`
}
