import { meaningfulStems, readSentences, type Sentence, type Token } from '../language/reader.ts'
import { announcement } from './announcement.ts'
import { isCode, isFurnitureSentence, withoutPageOpening } from './boilerplate.ts'
import { isClause, isHeadlineLanguage } from './clause.ts'
import { leansOnBefore, withoutConnective } from './cohesion.ts'
import { asHeard } from './guest.ts'
import { countSpokenWords, countWords } from './script.ts'
import type { LineKind, SourceLine } from './source-lines.ts'
import { speakable } from './speakable.ts'
import { withDenials } from './taken-back.ts'

/** A sentence of the source that could be spoken. */
export interface Candidate {
  /** Its place among the candidates of the article, from 0. */
  index: number
  /** The sentence as it would be said, with its full stop. */
  text: string
  words: number
  /** How long it takes to say, with who is quoted, in words of usual length. */
  spokenWords: number
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
  /** A question of the source. */
  isQuestion: boolean
}

const fewestWords = 5
const mostWords = 46
const fewestWordsAsked = 4
/** "In the words of The Guardian: …" */
const wordsOfQuoting = 6

/** An article that states less than this leaves it at questions, as the notes of a show do, in words. */
const fewStatedWords = 60

interface Setting {
  /** All text of the article. */
  elsewhere: string
  /** The source as it is said in a sentence. */
  source: string
  withQuestions: boolean
}

/**
 * The speakable sentences of an article, in source order. A sentence that leans on the one before it is kept only
 * if that one is a candidate too; one that is denied right away comes with its denial; sentences inside a quotation that runs
 * over several are left out, and so are questions, unless the article states little else.
 *
 * @param source the source as it is said in a sentence
 */
export function candidatesOf(lines: readonly SourceLine[], source: string): Candidate[] {
  const elsewhere = lines.map(line => line.text).join(' ')
  const stated = read(lines, { elsewhere, source, withQuestions: false })
  const words = stated.reduce((sum, candidate) => sum + candidate.words, 0)
  if (words >= fewStatedWords || !elsewhere.includes('?')) return stated
  return read(lines, { elsewhere, source, withQuestions: true })
}

function read(lines: readonly SourceLine[], setting: Setting): Candidate[] {
  const candidates: Candidate[] = []
  for (const line of lines) {
    let insideQuote = false
    let before: number | undefined
    const sentences = withDenials(readSentences(line.text))
    for (const [at, sentence] of sentences.entries()) {
      const namesEntry = line.kind === 'bullet' && at === 0 && sentences.length > 1
      if (isLabel(sentence.text, namesEntry)) continue
      const startsInside = insideQuote
      insideQuote = quoteOpen(sentence.text, insideQuote)
      const candidate =
        startsInside || insideQuote
          ? undefined
          : candidateOf(sentence, line.kind, candidates.length, before, setting)
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
  setting: Setting,
): Candidate | undefined {
  const said = asSaid(sentence, setting)
  if (!said) return undefined
  const { text, tokens, words, isQuestion } = said
  const leans = leansOnBefore(tokens)
  if (leans && before === undefined) return undefined
  const voice = voiceOf(said, kind, setting)
  return {
    index,
    text,
    words,
    spokenWords: countSpokenWords(text) + (voice === 'plain' ? 0 : wordsOfQuoting),
    stems: meaningfulStems(tokens),
    kind,
    voice,
    leansOn: leans ? before : undefined,
    identifiers: text.match(/\b\p{L}*\p{Ll}\p{Lu}\p{L}*\b|\b\p{Lu}{2,}\d*_\w+/gu)?.length ?? 0,
    names: tokens.filter(token => token.partOfSpeech === 'PROPN').length,
    numbers: tokens.filter(token => token.partOfSpeech === 'NUM').length,
    isQuestion,
  }
}

interface Said {
  text: string
  tokens: readonly Token[]
  words: number
  isQuestion: boolean
}

/** A sentence as it would be said; undefined when it cannot be, or is nothing to be told. */
function asSaid(sentence: Sentence, { source, withQuestions }: Setting): Said | undefined {
  const matter = withoutPageOpening(sentence.text)
  if (isCode(matter) || isFurnitureSentence(matter)) return undefined
  const text = announcement(speakable(withoutConnective(asHeard(matter))), source)
  if (text === undefined || profane.test(text)) return undefined
  const [spoken] = readSentences(text)
  if (!spoken) return undefined
  const { tokens } = spoken
  const words = countWords(text)
  const isQuestion = /\?"?$/.test(spoken.text)
  if (words < (isQuestion ? fewestWordsAsked : fewestWords) || words > mostWords) return undefined
  const isWhole = isQuestion ? withQuestions && asksOfTheMatter(text) : isClause(tokens)
  return isWhole ? { text, tokens, words, isQuestion } : undefined
}

function voiceOf({ text, isQuestion }: Said, kind: LineKind, { elsewhere }: Setting): Candidate['voice'] {
  if (isQuestion) return 'plain'
  if (speaksOfSelf(text)) return 'author'
  return kind === 'standfirst' && isHeadlineLanguage(text, elsewhere) ? 'headline' : 'plain'
}

/** In "What did we lose?" all are meant; what is asked of the reader or about the author is not ours to ask. */
function asksOfTheMatter(text: string): boolean {
  return !/["?].*\?|\b(you|your|our|my|me|us)\b|\bI\b/i.test(text)
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
