import type { Sound } from './wav.ts'

/** A stretch of sound from one sample (inclusive) to another (exclusive). */
export interface Stretch {
  readonly from: number
  readonly to: number
}

const windowSeconds = 0.005

/** Root of the mean square of each 5 ms of sound, full scale being 32768. */
export function loudnessWindows({ samples, sampleRate }: Sound): {
  levels: Float64Array
  windowSamples: number
} {
  const windowSamples = Math.max(1, Math.round(sampleRate * windowSeconds))
  const levels = new Float64Array(Math.ceil(samples.length / windowSamples))
  for (let window = 0; window < levels.length; window++) {
    const end = Math.min(samples.length, (window + 1) * windowSamples)
    let sum = 0
    for (let at = window * windowSamples; at < end; at++) sum += (samples[at] ?? 0) ** 2
    levels[window] = Math.sqrt(sum / (end - window * windowSamples))
  }
  return { levels, windowSamples }
}

/**
 * Finds the stretches in which nothing is said: 45 dB below the loudest 5 ms or lower, for at least `minimumSeconds`.
 * @param minimumSeconds default 0.12, longer than the closure of a plosive
 */
export function silences(sound: Sound, minimumSeconds = 0.12): Stretch[] {
  const { levels, windowSamples } = loudnessWindows(sound)
  const threshold = Math.max(8, Math.max(0, ...levels) * 10 ** (-45 / 20))
  const found: Stretch[] = []
  let start: number | undefined
  for (let window = 0; window <= levels.length; window++) {
    const silent = window < levels.length && (levels[window] ?? 0) <= threshold
    if (silent) start ??= window
    else if (start !== undefined) {
      const stretch = {
        from: start * windowSamples,
        to: Math.min(window * windowSamples, sound.samples.length),
      }
      if (stretch.to - stretch.from >= minimumSeconds * sound.sampleRate) found.push(stretch)
      start = undefined
    }
  }
  return found
}
