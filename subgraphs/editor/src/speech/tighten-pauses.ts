import { type Stretch, silences } from './silence.ts'
import type { SpokenWord } from './speech-provider.ts'
import type { Sound } from './wav.ts'

/** A piece of speech with the times of its words, in seconds from its first sample. */
export interface TimedSound extends Sound {
  readonly words: readonly SpokenWord[]
}

export interface PauseLimits {
  /** Pauses inside are shortened to this. Default 0.4 s. */
  readonly longestSeconds?: number
  /** What is left of the silence in front of the first and behind the last sound. Default 0.03 s. */
  readonly edgeSeconds?: number
}

/** The parts to leave out: silence at both ends but for an edge, and the middle of pauses that are too long. */
function cuts(sound: Sound, longest: number, edge: number): Stretch[] {
  const length = sound.samples.length
  return silences(sound, 0.01).flatMap(({ from, to }) => {
    if (from === 0) return to > edge ? [{ from: 0, to: to - edge }] : []
    if (to === length) return length - from > edge ? [{ from: from + edge, to: length }] : []
    const excess = to - from - longest
    const middle = Math.round((from + to) / 2)
    return excess > 0 ? [{ from: middle - Math.ceil(excess / 2), to: middle + Math.floor(excess / 2) }] : []
  })
}

/** Takes the silence off both ends of speech and shortens long pauses in it; the words' times move along. */
export function tightenPauses(sound: TimedSound, limits: PauseLimits = {}): TimedSound {
  const { longestSeconds = 0.4, edgeSeconds = 0.03 } = limits
  const { sampleRate, samples } = sound
  const removed = cuts(sound, Math.round(longestSeconds * sampleRate), Math.round(edgeSeconds * sampleRate))
  const kept = new Int16Array(samples.length - removed.reduce((sum, cut) => sum + cut.to - cut.from, 0))
  let read = 0
  let written = 0
  for (const cut of [...removed, { from: samples.length, to: samples.length }]) {
    kept.set(samples.subarray(read, cut.from), written)
    written += cut.from - read
    read = cut.to
  }
  const moved = (seconds: number): number => {
    const at = seconds * sampleRate
    const gone = removed.reduce((sum, cut) => sum + Math.max(0, Math.min(at, cut.to) - cut.from), 0)
    return Math.min(kept.length, Math.max(0, at - gone)) / sampleRate
  }
  return {
    sampleRate,
    samples: kept,
    words: sound.words.map(word => ({
      text: word.text,
      startSeconds: moved(word.startSeconds),
      endSeconds: moved(word.endSeconds),
    })),
  }
}
