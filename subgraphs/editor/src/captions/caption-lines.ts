import type { SpokenWord } from '../speech/speech-provider.ts'

/** What is on the screen at one time: a few words of one sentence. */
export interface CaptionLine {
  readonly startSeconds: number
  readonly endSeconds: number
  readonly words: readonly SpokenWord[]
}

export interface CaptionLimits {
  readonly maxWords: number
  /** Letters and spaces; a longer single word has a line of its own. */
  readonly maxCharacters: number
}

const holdSeconds = 0.3
const pauseSeconds = 0.3

/** Words that lean on what follows: a line should not end with one. */
const leaning = new Set(
  'a an the of to in on at by for from with and or but nor as than that which who is are was were be has have had will would can could should may might must not no very his her its their our your my this these those into over under about after before between'.split(
    ' ',
  ),
)

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}']/gu, '')

function cost(
  words: readonly SpokenWord[],
  following: SpokenWord | undefined,
  limits: CaptionLimits,
): number {
  const characters = words.reduce((sum, word) => sum + word.text.length, words.length - 1)
  if (words.length > 1 && (words.length > limits.maxWords || characters > limits.maxCharacters))
    return Number.POSITIVE_INFINITY
  const emptiness = Math.max(0, limits.maxCharacters - characters) / limits.maxCharacters
  let sum = 1 + 3 * emptiness ** 2
  const last = words.at(-1)
  if (following && last) {
    if (/[,;:.!?…–—)]["'”’]?$/u.test(last.text)) sum -= 1
    else if (leaning.has(bare(last.text))) sum += 1.5
  }
  for (let at = 1; at < words.length; at++) {
    const before = words[at - 1]
    const word = words[at]
    if (!before || !word) continue
    if (word.startSeconds - before.endSeconds > pauseSeconds) sum += 3
    if (/[,;:–—]["'”’]?$/u.test(before.text)) sum += 1.8
  }
  return sum
}

/** Splits one sentence where the sum of the lines' costs is least. */
function splitSentence(words: readonly SpokenWord[], limits: CaptionLimits): SpokenWord[][] {
  const best: { sum: number; from: number }[] = [{ sum: 0, from: 0 }]
  for (let end = 1; end <= words.length; end++) {
    let choice = { sum: Number.POSITIVE_INFINITY, from: end - 1 }
    for (let from = Math.max(0, end - limits.maxWords); from < end; from++) {
      const sum = (best[from]?.sum ?? 0) + cost(words.slice(from, end), words[end], limits)
      if (sum < choice.sum) choice = { sum, from }
    }
    best.push(choice)
  }
  const lines: SpokenWord[][] = []
  for (let end = words.length; end > 0; ) {
    const from = best[end]?.from ?? end - 1
    lines.unshift(words.slice(from, end))
    end = from
  }
  return lines
}

/**
 * Groups the words of sentences into caption lines: by phrase, never across sentences, not ending in "the". A line
 * appears with its first word and stays until the next one, or 0.3 s past its last word.
 */
export function captionLines(
  sentences: readonly { readonly words: readonly SpokenWord[] }[],
  limits: CaptionLimits,
): CaptionLine[] {
  const groups = sentences.flatMap(sentence => splitSentence(sentence.words.map(withoutLooseDashes), limits))
  return groups.flatMap((words, at) => {
    const first = words[0]
    const last = words.at(-1)
    if (!first || !last) return []
    const nextStart = groups[at + 1]?.[0]?.startSeconds ?? Number.POSITIVE_INFINITY
    return [
      {
        startSeconds: first.startSeconds,
        endSeconds: Math.min(last.endSeconds + holdSeconds, nextStart),
        words,
      },
    ]
  })
}

/** A dash between words is heard as a pause; at the end of a line it would look lost. */
function withoutLooseDashes(word: SpokenWord): SpokenWord {
  return { ...word, text: word.text.replace(/\s[-–—]+$/u, '') }
}
