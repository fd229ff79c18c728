import type { SpokenWord } from './speech-provider.ts'
import { spokenWords } from './spoken-words.ts'

const letters = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '')

interface Token {
  readonly letters: string
  readonly written: number
}

/** How unlike two words are, 0 to 1, by the letter pairs they share. */
function distance(a: string, b: string): number {
  if (a === b) return 0
  if (a.length < 2 || b.length < 2) return 1
  const pairs = new Set(Array.from({ length: a.length - 1 }, (_, at) => a.slice(at, at + 2)))
  let shared = 0
  for (let at = 0; at < b.length - 1; at++) if (pairs.has(b.slice(at, at + 2))) shared += 1
  return 1 - (2 * shared) / (a.length + b.length - 2)
}

/** Pairs the words of two lists in order at the least cost of changes, insertions and omissions (Levenshtein). */
function pair(known: readonly string[], heard: readonly string[]): Map<number, number> {
  const skip = 0.6
  const width = heard.length + 1
  const costs = new Float64Array((known.length + 1) * width)
  const cost = (i: number, j: number): number => costs[i * width + j] ?? 0
  for (let i = 0; i <= known.length; i++) {
    for (let j = 0; j <= heard.length; j++) {
      if (i === 0 && j === 0) continue
      const match =
        i > 0 && j > 0 ? cost(i - 1, j - 1) + distance(known[i - 1] ?? '', heard[j - 1] ?? '') : Infinity
      costs[i * width + j] = Math.min(
        match,
        i > 0 ? cost(i - 1, j) + skip : Infinity,
        j > 0 ? cost(i, j - 1) + skip : Infinity,
      )
    }
  }
  const pairs = new Map<number, number>()
  for (let i = known.length, j = heard.length; i > 0 && j > 0; ) {
    if (cost(i, j) === cost(i - 1, j) + skip) i -= 1
    else if (cost(i, j) === cost(i, j - 1) + skip) j -= 1
    else {
      i -= 1
      j -= 1
      pairs.set(i, j)
    }
  }
  return pairs
}

/**
 * Gives the written words the times of the words a transcription heard, which may write them otherwise: `$5` heard
 * as "five dollars", names misspelt, words missed. Words not heard share the time between their neighbours.
 */
export function alignTranscript(
  written: readonly string[],
  heard: readonly SpokenWord[],
  durationSeconds: number,
): SpokenWord[] {
  const known: Token[] = spokenWords(written).flatMap(({ spoken }, at) =>
    spoken.map(word => ({ letters: letters(word), written: at })),
  )
  const heardTokens = heard.flatMap(word => {
    const spoken = spokenWords([word.text])[0]?.spoken ?? []
    const span = (word.endSeconds - word.startSeconds) / Math.max(1, spoken.length)
    return spoken.map((part, at) => ({
      letters: letters(part),
      start: word.startSeconds + at * span,
      end: word.startSeconds + (at + 1) * span,
    }))
  })
  const pairs = pair(
    known.map(token => token.letters),
    heardTokens.map(token => token.letters),
  )
  const times = written.map((): { start: number; end: number } | undefined => undefined)
  for (const [knownAt, heardAt] of pairs) {
    const at = known[knownAt]?.written
    const token = heardTokens[heardAt]
    if (at === undefined || !token) continue
    const before = times[at]
    times[at] = {
      start: Math.min(before?.start ?? Infinity, token.start),
      end: Math.max(before?.end ?? 0, token.end),
    }
  }
  return fillGaps(written, times, durationSeconds)
}

function fillGaps(
  written: readonly string[],
  times: readonly ({ start: number; end: number } | undefined)[],
  durationSeconds: number,
): SpokenWord[] {
  let previousEnd = 0
  return written.map((text, at) => {
    const known = times[at]
    if (!known) {
      const nextKnown = times.findIndex((time, index) => index > at && time !== undefined)
      const until = times[nextKnown]?.start ?? durationSeconds
      const missing = (nextKnown === -1 ? written.length : nextKnown) - at
      const startSeconds = previousEnd
      previousEnd += Math.max(0, until - previousEnd) / missing
      return { text, startSeconds, endSeconds: previousEnd }
    }
    const startSeconds = Math.max(previousEnd, known.start)
    previousEnd = Math.max(startSeconds, known.end)
    return { text, startSeconds, endSeconds: previousEnd }
  })
}
