import { full_process, process_and_sort, ratio } from 'fuzzball'
import { canonicalUrl } from './canonical-url.ts'

/** What topics are compared by. */
export interface TopicKey {
  /** Lower-case words in alphabetical order. */
  words: string
  numbers: string
  url: string | null
}

/** Token sort ratio from which two headlines tell of the same thing. */
const SAME_FROM = 85

export function topicKey(topic: string, url: string | null): TopicKey {
  const processed = full_process(topic.normalize('NFKC'), { force_ascii: false })
  const words = process_and_sort(processed)
  // A headline of symbols alone would become empty and equal every other such headline.
  return {
    words: words || topic.trim(),
    numbers: (processed.match(/\d+/g) ?? []).sort().join(' '),
    url: canonicalUrl(url),
  }
}

/**
 * Whether two headlines tell of the same thing: they lead to the same page, or their words are alike in any
 * order and case (Levenshtein token sort ratio of 85 or more). Headlines alike but for a number ("iPhone 16",
 * "iPhone 17") tell of different things.
 */
export function isSameTopic(a: TopicKey, b: TopicKey): boolean {
  if (a.url !== null && a.url === b.url) return true
  if (a.words === b.words) return true
  if (a.numbers !== b.numbers && a.numbers !== '' && b.numbers !== '') return false
  const shorter = Math.min(a.words.length, b.words.length)
  const bestPossible = (200 * shorter) / (a.words.length + b.words.length)
  if (bestPossible < SAME_FROM - 1) return false
  return ratio(a.words, b.words, { full_process: false }) >= SAME_FROM
}
