import { isEnglish } from '../language/is-english.ts'
import { withoutForeignLetters } from '../language/letters.ts'
import { meaningfulStems, readTokens } from '../language/reader.ts'
import type { Article, WritingOptions } from './article.ts'
import { callToAction, isGrave } from './call-to-action.ts'
import { type Candidate, candidatesOf } from './candidates.ts'
import { readFeedback, type Wish } from './feedback.ts'
import { ForeignArticleError } from './foreign-article-error.ts'
import { framed, itemSentences } from './framing.ts'
import { plainHeadline } from './headline.ts'
import { hooksFor } from './hook.ts'
import { keyPhrase } from './key-phrase.ts'
import { salience } from './salience.ts'
import {
  countSpokenWords,
  longestSeconds,
  narration,
  type Script,
  shortestSeconds,
  spokenSeconds,
  wordsPerMinute,
} from './script.ts'
import { mentions, selectSentences } from './selection.ts'
import { calmed, withoutShouting } from './shouting.ts'
import { sourceLines } from './source-lines.ts'
import { spokenSource } from './source-name.ts'
import { visualCues } from './visual-cues.ts'

export interface WrittenScript {
  script: Script
  /** Wishes of reviewers that the source cannot fulfil, as sentences for them to read. */
  unmet: string[]
}

const mostBodyWords = 112
const fewestBodyWords = 38
const mostSentences = 8
const shortestTarget = 20

/** What is read off an article once, whatever is then asked for. */
interface Reading {
  article: Article
  headline: string
  source: string
  subject: string | undefined
  candidates: Candidate[]
  scores: number[]
}

/** What is asked for, gathered from the options and from every note of the reviewers. */
interface Plan {
  seconds: number
  hook: number
  wanted: string[]
  unwanted: string[]
  worn: Set<string>
}

/**
 * Writes a script with nothing but the article itself: its most salient sentences, shaped for speech, between a hook
 * made of the headline and a call to action. The same article and options always give the same script.
 * @throws ForeignArticleError when the article is not in English
 */
export function writeExtractive(article: Article, options: WritingOptions): WrittenScript {
  const reading = read(article)
  const plan: Plan = { seconds: options.targetSeconds, hook: 0, wanted: [], unwanted: [], worn: new Set() }
  const unmet: string[] = []
  for (const note of options.feedback) unmet.push(...follow(note, plan, reading, options))
  return { script: compose(reading, plan, options), unmet }
}

function read(given: Article): Reading {
  const article = { ...given, summary: calmed(given.summary), text: calmed(given.text) }
  const said = `${article.summary}\n${article.text}`
  if (!isEnglish(`${article.topic}\n${said}`)) throw new ForeignArticleError(article)
  const headline = withoutForeignLetters(plainHeadline(withoutShouting(article.topic, said), article.source))
  const source = spokenSource(article.source, article.url)
  const candidates = candidatesOf(sourceLines(article), source)
  return {
    article,
    headline,
    source,
    subject: keyPhrase(headline, said),
    candidates,
    scores: salience(candidates, meaningfulStems(readTokens(headline))),
  }
}

/** Changes the plan as one note asks; returns what the source cannot give. */
function follow(note: string, plan: Plan, reading: Reading, options: WritingOptions): string[] {
  return readFeedback(note).flatMap(wish => grant(wish, plan, reading, options) ?? [])
}

function grant(wish: Wish, plan: Plan, reading: Reading, options: WritingOptions): string | undefined {
  switch (wish.kind) {
    case 'shorter':
      plan.seconds = Math.max(shortestTarget, Math.min(plan.seconds, longestSeconds) * 0.72)
      return undefined
    case 'longer':
      plan.seconds = Math.min(longestSeconds, plan.seconds * 1.35)
      return undefined
    case 'differentHook':
      plan.hook++
      return undefined
    case 'leaveOut':
      plan.unwanted.push(wish.phrase)
      return undefined
    case 'mention':
      plan.wanted.push(wish.phrase)
      return reading.candidates.some(candidate => mentions(candidate.text, wish.phrase))
        ? undefined
        : `The source says nothing about “${wish.phrase}” that could be spoken.`
    case 'otherSentences':
      for (const candidate of choose(reading, plan, options).chosen) plan.worn.add(candidate.text)
      plan.hook++
      return choose(reading, plan, options).chosen.every(candidate => plan.worn.has(candidate.text))
        ? 'The source has no other sentences that could be spoken, only the opening was changed.'
        : undefined
  }
}

function choose(reading: Reading, plan: Plan, options: WritingOptions) {
  const { headline, source, subject, candidates, scores, article } = reading
  const hooks = hooksFor({
    headline,
    keyPhrase: subject,
    source,
    candidates,
    isGrave: isGrave(article.topic, article.text),
  })
  const hook = hooks[plan.hook % Math.max(1, hooks.length)] ?? `Here is a story from ${source}.`
  const cta = callToAction(article.topic, article.text, options.platform)
  const seconds = Math.min(longestSeconds, Math.max(shortestTarget, plan.seconds))
  const words = (seconds / 60) * wordsPerMinute - countSpokenWords(`${hook} ${cta}`)
  const targetWords = Math.min(mostBodyWords - 12, Math.max(fewestBodyWords, words))
  const chosen = selectSentences(candidates, scores, {
    targetWords,
    mostWords: Math.min(mostBodyWords, targetWords + 16),
    mostSentences,
    said: meaningfulStems(readTokens(hook)),
    worn: plan.worn,
    wanted: plan.wanted,
    unwanted: plan.unwanted,
  })
  return { hook, cta, chosen }
}

function compose(reading: Reading, plan: Plan, options: WritingOptions): Script {
  const { hook, cta, chosen } = choose(reading, plan, options)
  const { article, source } = reading
  const script: Script = { hook, body: framed(chosen, article, source), callToAction: cta, visualCues: [] }
  for (const sentence of itemSentences(article, source, chosen.length > 0)) {
    if (spokenSeconds(narration(script)) >= shortestSeconds) break
    script.body.push(sentence)
  }
  script.visualCues = visualCues([reading.headline, ...chosen.map(candidate => candidate.text)], source)
  return script
}
