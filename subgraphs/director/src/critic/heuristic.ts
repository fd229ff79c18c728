import { meaningfulStems, readSentences, readTokens } from '../language/reader.ts'
import type { Article } from '../writer/article.ts'
import { isItemSentence } from '../writer/framing.ts'
import { plainHeadline } from '../writer/headline.ts'
import { hookWords, isFrame } from '../writer/hook.ts'
import { overlap } from '../writer/salience.ts'
import { countWords, type Script } from '../writer/script.ts'
import { type Critique, confidenceOf } from './critique.ts'

const enough = 0.7

/**
 * Judges a script without a language model, by what can be counted: whether the hook is short, specific and about
 * the item; how many of the spoken words carry meaning, names and numbers; whether the call to action asks for one
 * thing in few words. Its feedback is in words that the extractive writer follows.
 */
export function judge(script: Script, article: Article): Critique {
  const parts = {
    hookStrength: hookStrength(script.hook, article),
    valueDensity: valueDensity(script.body),
    callToActionClarity: callToActionClarity(script.callToAction),
  }
  const feedback: string[] = []
  if (parts.hookStrength < enough) feedback.push('The hook is weak: try a different hook.')
  if (parts.valueDensity < enough) feedback.push('The viewer learns little: more details, make it longer.')
  if (parts.callToActionClarity < enough)
    feedback.push('The call to action should ask for one thing in a few words.')
  return { ...parts, confidence: confidenceOf(parts), feedback }
}

function hookStrength(hook: string, article: Article): number {
  const words = countWords(hook)
  const tokens = readTokens(hook)
  const topic = meaningfulStems(readTokens(plainHeadline(article.topic, article.source)))
  const isShort = words >= hookWords.fewest && words <= 12
  const isSpecific = tokens.some(token => token.partOfSpeech === 'PROPN' || token.partOfSpeech === 'NUM')
  const isActive = /\?"?$/.test(hook) || tokens.some(token => /^(VERB|AUX)$/.test(token.partOfSpeech))
  return rounded(
    0.3 +
      0.2 * Math.min(1, overlap(topic, meaningfulStems(tokens)) * 1.5) +
      (isShort ? 0.2 : 0.1) +
      (isSpecific ? 0.15 : 0) +
      (isActive ? 0.15 : 0) -
      (isFrame(hook) ? 0.15 : 0),
  )
}

function valueDensity(body: readonly string[]): number {
  const telling = body.filter(sentence => !isItemSentence(sentence))
  const tokens = telling.flatMap(sentence => readSentences(sentence)).flatMap(sentence => sentence.tokens)
  const words = tokens.filter(token => token.isWord).length
  if (words === 0) return 0.1
  const facts = tokens.filter(token => /^(PROPN|NUM)$/.test(token.partOfSpeech)).length
  return rounded(
    0.35 * Math.min(1, meaningfulStems(tokens).size / words / 0.42) +
      0.25 * Math.min(1, facts / words / 0.08) +
      0.4 * Math.min(1, words / 55),
  )
}

function callToActionClarity(callToAction: string): number {
  const words = countWords(callToAction)
  if (words === 0) return 0
  const asks = /\b(subscribe|follow|save|share|tell|comment|like|watch|try|read|join|check)\b/i.test(
    callToAction,
  )
  return rounded((asks ? 0.6 : 0.2) + (words <= 12 ? 0.25 : 0) + (words >= 3 ? 0.1 : 0))
}

function rounded(value: number): number {
  return Math.round(Math.max(0, Math.min(1, value)) * 1000) / 1000
}
