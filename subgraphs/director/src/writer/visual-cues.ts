import { nounPhrases } from '../language/noun-phrases.ts'
import { readTokens } from '../language/reader.ts'

const fewestCues = 3
const mostCues = 6
const abstract =
  /^(day|days|time|times|year|years|week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|story|way|ways|thing|things|lot|part|case|cases|number|january|february|march|april|may|june|july|august|september|october|november|december|hour|hours|one|more|other|others|words|details?|something|half|heart|interest|person|everything|statement|case|job|side|website|site)$/i

/** "200 kg magnet" shows a magnet. */
const amount =
  /^[\d.,]+%?(?: (?:kg|g|km|cm|mm|m|ft|mph|hundred|thousand|million|billion|trillion|percent|per cent))*(?: |$)/i

/** Names of technology that are no words: nobody can draw a C#. */
const codeNames = /(?<![\p{L}\d])(?:C#|F#|C\+\+|\.NET|\p{L}+\.js)(?![\p{L}\d])/giu

/** The phrases of a text that name something to be seen, at most `most`, longer ones first within their order. */
export function visiblePhrases(text: string, most: number): string[] {
  const phrases = nounPhrases(readTokens(text.replace(codeNames, 'code')))
    .filter(phrase => phrase.words <= 6)
    .map(phrase => phrase.text.replace(amount, ''))
    .filter(phrase => phrase !== '' && !abstract.test(phrase) && !/^\d/.test(phrase))
  const kept: string[] = []
  for (const phrase of phrases) {
    const lower = phrase.toLowerCase()
    if (kept.some(other => other.toLowerCase().includes(lower))) continue
    const shorter = kept.findIndex(other => lower.includes(other.toLowerCase()))
    if (shorter >= 0) kept[shorter] = phrase
    else kept.push(phrase)
  }
  return kept.slice(0, most)
}

/** Three to six things worth showing while a script is spoken, most telling phrase of each part first. */
export function visualCues(parts: readonly string[], source: string): string[] {
  const cues = new Set<string>()
  for (const part of parts) {
    const [cue] = visiblePhrases(part, 4)
      .filter(phrase => !cues.has(phrase))
      .sort((a, b) => b.split(' ').length - a.split(' ').length)
    if (cue && cues.size < mostCues) cues.add(cue)
  }
  for (const spare of [
    `the front page of ${source}`,
    'a headline on a phone screen',
    'a reader looking up',
  ]) {
    if (cues.size >= fewestCues) break
    cues.add(spare)
  }
  return [...cues]
}
