import { meaningfulStems, readSentences, type Sentence } from '../language/reader.ts'
import { announcement } from './announcement.ts'
import { isCode, isFurnitureSentence, withoutPageOpening } from './boilerplate.ts'
import { isClause, isHeadlineLanguage } from './clause.ts'
import { leansOnBefore, withoutConnective } from './cohesion.ts'
import { countWords } from './script.ts'
import type { LineKind, SourceLine } from './source-lines.ts'
import { speakable } from './speakable.ts'

/** A sentence of the source that could be spoken. */
export interface Candidate {
  /** Its place among the candidates of the article, from 0. */
  index: number
  /** The sentence as it would be said, with its full stop. */
  text: string
  words: number
  stems: Set<string>
  kind: LineKind
  /**
   * How it may be said: as it is, quoted because the author speaks of themselves in it ("we"), or quoted because it
   * is in the language of headlines.
   */
  voice: 'plain' | 'author' | 'headline'
  /** The candidate that must be said right before it, because it says "he", "this" or "instead" of it. */
  leansOn: number | undefined
  /** How many programming identifiers it has: hard to say and to follow. */
  identifiers: number
  names: number
  numbers: number
}

const fewestWords = 5
const mostWords = 46

/**
 * The speakable sentences of an article, in source order. A sentence that leans on the one before it is kept only
 * if that one is a candidate too; sentences inside a quotation that runs over several are left out.
 *
 * @param source the source as it is said in a sentence
 */
export function candidatesOf(lines: readonly SourceLine[], source: string): Candidate[] {
  const candidates: Candidate[] = []
  const elsewhere = lines.map(line => line.text).join(' ')
  for (const line of lines) {
    let insideQuote = false
    let before: number | undefined
    const sentences = readSentences(line.text)
    for (const [at, sentence] of sentences.entries()) {
      const namesEntry = line.kind === 'bullet' && at === 0 && sentences.length > 1
      if (isLabel(sentence.text, namesEntry)) continue
      const startsInside = insideQuote
      insideQuote = quoteOpen(sentence.text, insideQuote)
      const candidate =
        startsInside || insideQuote
          ? undefined
          : candidateOf(sentence, line.kind, candidates.length, before, { elsewhere, source })
      if (candidate) candidates.push(candidate)
      before = candidate?.index
    }
  }
  return candidates
}

function candidateOf(
  sentence: Sentence,
  kind: LineKind,
  index: number,
  before: number | undefined,
  { elsewhere, source }: { elsewhere: string; source: string },
): Candidate | undefined {
  const matter = withoutPageOpening(sentence.text)
  if (isCode(matter) || isFurnitureSentence(matter)) return undefined
  const text = announcement(speakable(withoutConnective(matter)), source)
  if (text === undefined || /\?"?$/.test(text) || profane.test(text)) return undefined
  const words = countWords(text)
  if (words < fewestWords || words > mostWords) return undefined
  const [spoken] = readSentences(text)
  if (!spoken || !isClause(spoken.tokens)) return undefined
  const isHeadline = kind === 'standfirst' && isHeadlineLanguage(text, elsewhere)
  const leans = leansOnBefore(spoken.tokens)
  if (leans && before === undefined) return undefined
  return {
    index,
    text,
    words,
    stems: meaningfulStems(spoken.tokens),
    kind,
    voice: speaksOfSelf(text) ? 'author' : isHeadline ? 'headline' : 'plain',
    leansOn: leans ? before : undefined,
    identifiers: text.match(/\b\p{L}*\p{Ll}\p{Lu}\p{L}*\b|\b\p{Lu}{2,}\d*_\w+/gu)?.length ?? 0,
    names: spoken.tokens.filter(token => token.partOfSpeech === 'PROPN').length,
    numbers: spoken.tokens.filter(token => token.partOfSpeech === 'NUM').length,
  }
}

/** The name of a list entry, its sentences come behind it; or an entry that has no subject of its own. */
function isLabel(text: string, namesEntry: boolean): boolean {
  return (
    (namesEntry && countWords(text) <= 8) ||
    /^\p{L}+( \p{L}+){0,3}: \p{Ll}/u.test(text) ||
    /^\p{L}+ed and\b/u.test(text)
  )
}

function quoteOpen(text: string, before: boolean): boolean {
  let open = before
  for (const mark of text.match(/[“”"]/g) ?? []) open = mark === '“' ? true : mark === '”' ? false : !open
  return open
}

/** Looks only outside quotation marks: a quoted "I" is the speaker's. */
function speaksOfSelf(text: string): boolean {
  if (/, (writes|says|argues|explains) \p{Lu}/u.test(text)) return false
  const outside = text.replace(/"[^"]*"/g, ' ')
  return (
    /\b(we|our|ours|ourselves|my|mine|me|myself|let's)\b/i.test(outside) || /\bI\b(?!-)|\bus\b/.test(outside)
  )
}

const profane = /\b(f+u+c+k\w*|shit\w*|bitch\w*|cunt\w*|asshole\w*|motherf\w*)\b/i
