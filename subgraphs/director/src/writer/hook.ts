import { meaningfulStems, readTokens } from '../language/reader.ts'
import type { Candidate } from './candidates.ts'
import { headlineWithin } from './headline.ts'
import { tellsAnEvent } from './headline-verbs.ts'
import { pick } from './key-phrase.ts'
import { overlap } from './salience.ts'
import { countWords } from './script.ts'

/** The words a hook may have. */
export const hookWords = { fewest: 5, most: 14 }

/** A headline of so many words tells enough without a frame, which would cost it its end. */
const fullHeadline = 9

const frames: readonly [string, ...string[]] = [
  'Worth a minute of your time',
  'Here is one worth knowing about',
  'A story worth a closer look',
  'Take a minute for this one',
]

/** Whether a hook is a headline in a frame of ours. */
export function isFrame(hook: string): boolean {
  return [...frames, 'Worth knowing'].some(frame => hook.startsWith(`${frame}:`))
}

export interface HookMaterial {
  /** The headline without page furniture, see `plainHeadline`. */
  headline: string
  keyPhrase: string | undefined
  /** The source as it is said in a sentence. */
  source: string
  candidates: readonly Candidate[]
  /** A story of death and harm, which is not to be announced cheerfully. */
  isGrave: boolean
}

/**
 * The openings a script may have, best first and all different, each of 5 to 14 words: the headline itself when it
 * is a sentence, set in a frame when it is only a name for something; then a question about its subject, a short
 * sentence of the article that has a number in it, and the headline with its source.
 */
export function hooksFor({ headline, keyPhrase, source, candidates, isGrave }: HookMaterial): string[] {
  const openings = [
    released(headline, source) ?? ownWords(headline, isGrave),
    keyPhrase && `What is going on with ${keyPhrase}?`,
    candidates.find(candidate => isStriking(candidate, meaningfulStems(readTokens(headline))))?.text,
    `From ${source}: ${headlineWithin(headline, hookWords.most - countWords(source) - 1)}`,
    `Have you heard this one? ${headlineWithin(headline, hookWords.most - 5)}`,
  ]
  return [...new Set(openings.filter(opening => opening !== undefined).map(closed))].filter(isHook)
}

/** What a feed of releases tells with each of its headlines. */
function released(headline: string, source: string): string | undefined {
  const [, project, version] = /^(\S.{0,30}) v?(\d+(?:\.\d+)+(?:-[\w.]+)?)$/.exec(headline) ?? []
  return project && version && /^the .+ project$/.test(source)
    ? `Version ${version} of ${project} is out.`
    : undefined
}

function ownWords(headline: string, isGrave: boolean): string {
  const announced = headline.replace(/^(announcing|introducing) (?:the )?/i, '')
  if (announced !== headline) return `Just announced: ${headlineWithin(announced, hookWords.most - 2)}`
  const short = quotedIfOfSelf(headlineWithin(headline, hookWords.most))
  const isFull = countWords(short) >= fullHeadline || /\?"?$/.test(short) || hasVerb(short)
  if (countWords(short) >= hookWords.fewest && isFull) return short
  const [roomiest, ...others] = frames.filter(
    frame => !isGrave && countWords(frame) + countWords(short) <= hookWords.most,
  )
  const frame = roomiest ? pick([roomiest, ...others], headline) : 'Worth knowing'
  return `${frame}: ${quotedIfOfSelf(headlineWithin(headline, hookWords.most - countWords(frame)))}`
}

/** "How we cut our build times" is said by its author, not by our narrator. In "Why do we get colds?" all are meant. */
function quotedIfOfSelf(headline: string): string {
  const said = /\?$/.test(headline) ? headline.replace(/\bwe\b/gi, '') : headline
  const isOfSelf = /\b(?:[Ww]e|our|my)\b|^(?:Our|My)\b|(?<!\b(?:War|Part) )\bI\b(?![-.])/.test(said)
  return isOfSelf && !headline.includes('"') ? `"${headline}"` : headline
}

/** A headline's verbs are often tagged as nouns because of its capitals, so it is read in small letters as well. */
function hasVerb(headline: string): boolean {
  if (tellsAnEvent(headline)) return true
  return [headline, headline.toLowerCase()].some(text =>
    readTokens(text).some(
      (token, at) =>
        token.partOfSpeech === 'AUX' ||
        (token.partOfSpeech === 'VERB' && !(at === 0 && /ing$/i.test(token.text))),
    ),
  )
}

function isStriking(candidate: Candidate, topic: ReadonlySet<string>): boolean {
  return (
    overlap(topic, candidate.stems) > 0 &&
    candidate.numbers > 0 &&
    candidate.voice === 'plain' &&
    candidate.leansOn === undefined &&
    candidate.identifiers === 0 &&
    isHook(candidate.text)
  )
}

function isHook(text: string): boolean {
  const words = countWords(text)
  return words >= hookWords.fewest && words <= hookWords.most
}

function closed(text: string): string {
  return /[.!?]"?$/.test(text) ? text : text.replace(/("?)$/, '.$1')
}
