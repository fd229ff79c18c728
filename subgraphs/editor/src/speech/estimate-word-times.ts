import { silences } from './silence.ts'
import type { SpokenWord } from './speech-provider.ts'
import { spokenWords } from './spoken-words.ts'
import type { Sound } from './wav.ts'

/** Letters plus a constant for each word said, which follows the length of speech better than letters alone. */
function weightOf(spoken: readonly string[]): number {
  return spoken.reduce((sum, word) => sum + (word.length === 1 ? 4 : word.length) + 1.5, 0)
}

/**
 * Guesses when each word is said, for voices that do not tell: the time in which something is heard is shared out
 * by the length of what is said, pauses are left out. Expect errors of about 0.1 s.
 */
export function estimateWordTimes(written: readonly string[], sound: Sound): SpokenWord[] {
  const gaps = silences(sound)
  const length = sound.samples.length
  const heard: { from: number; to: number }[] = []
  let from = 0
  for (const gap of [...gaps, { from: length, to: length }]) {
    if (gap.from > from) heard.push({ from, to: gap.from })
    from = gap.to
  }
  const heardSamples = heard.reduce((sum, part) => sum + part.to - part.from, 0)
  const timeAt = (share: number, edge: 'start' | 'end'): number => {
    let rest = share * heardSamples
    for (const part of heard) {
      const size = part.to - part.from
      if (rest < size || (edge === 'end' && rest <= size + 1e-6)) return (part.from + rest) / sound.sampleRate
      rest -= size
    }
    return (heard.at(-1)?.to ?? length) / sound.sampleRate
  }
  const weights = spokenWords(written).map(reading => weightOf(reading.spoken))
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1
  let before = 0
  return written.map((text, at) => {
    const startSeconds = timeAt(before / total, 'start')
    before += weights[at] ?? 0
    return { text, startSeconds, endSeconds: Math.max(startSeconds, timeAt(before / total, 'end')) }
  })
}
