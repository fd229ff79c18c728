import type { Token } from './reader.ts'

const modifiers = new Set(['ADJ', 'NUM', 'PROPN', 'NOUN'])
const heads = new Set(['NOUN', 'PROPN'])

export interface NounPhrase {
  text: string
  /** True when the phrase is a name: every word of it is a proper noun. */
  isName: boolean
  /** How many words it has. */
  words: number
}

/**
 * The noun phrases of a tagged text in order of appearance: runs of adjectives, numbers and nouns that end in a
 * noun, with a possessive between two of them kept ("Trump's speech"), and "of" between names ("Bank of England").
 * Determiners are left out, and so are phrases of stop words only.
 */
export function nounPhrases(tokens: readonly Token[]): NounPhrase[] {
  const phrases: NounPhrase[] = []
  let run: Token[] = []
  const close = () => {
    while (run.length > 0 && !heads.has(run.at(-1)?.partOfSpeech ?? '')) run.pop()
    if (run.some(token => token.isWord && !token.isStopWord && token.text.length > 1))
      phrases.push(phraseOf(run))
    run = []
  }
  for (const [at, token] of tokens.entries()) {
    const [next, afterNext] = [tokens[at + 1], tokens[at + 2]]
    if (modifiers.has(token.partOfSpeech) && token.isWord) run.push(token)
    else if (run.length > 0 && (joinsPhrase(token, next) || linksNames(run, token, next, afterNext)))
      run.push(token)
    else close()
  }
  close()
  return phrases
}

function joinsPhrase(token: Token, next: Token | undefined): boolean {
  const isHyphen = token.text === '-'
  const isPossessive = /^['’]s?$/.test(token.text) && token.partOfSpeech === 'PART'
  return (isHyphen || isPossessive) && next !== undefined && modifiers.has(next.partOfSpeech)
}

/** "of" or "of the" between two names: "Bank of England", "State of the Union". */
function linksNames(
  run: readonly Token[],
  token: Token,
  next: Token | undefined,
  afterNext: Token | undefined,
): boolean {
  const last = run.at(-1)
  if (token.lower === 'the') return last?.lower === 'of' && next?.partOfSpeech === 'PROPN'
  if (token.lower !== 'of' || last?.partOfSpeech !== 'PROPN') return false
  return next?.partOfSpeech === 'PROPN' || (next?.lower === 'the' && afterNext?.partOfSpeech === 'PROPN')
}

function phraseOf(run: readonly Token[]): NounPhrase {
  const text = run
    .map(token => token.text)
    .join(' ')
    .replace(/ (?=['’])/g, '')
    .replace(/ - /g, '-')
  const isName = run.every(
    token => token.partOfSpeech === 'PROPN' || !token.isWord || /^(of|the)$/.test(token.lower),
  )
  return { text, isName, words: text.split(' ').length }
}
