import { programAnswers, runProgram } from '../programs/run-program.ts'
import { silences } from './silence.ts'
import {
  type Speech,
  SpeechError,
  type SpeechProvider,
  type SpeechRequest,
  type SpokenWord,
} from './speech-provider.ts'
import { spokenWords, type WordReading } from './spoken-words.ts'
import { decodeWav, type Sound } from './wav.ts'
import { writtenWords } from './written-words.ts'

export interface EspeakNgOptions {
  /** Program to run. Default `espeak-ng`. */
  readonly command?: string
  /** Default `en-us`. */
  readonly voice?: string
  /** Words per minute. Default 165. */
  readonly wordsPerMinute?: number
  /** For one run of the program, of which there is one per word. Default 20 s. */
  readonly timeoutMs?: number
}

const spokenText = (readings: readonly WordReading[]): string =>
  readings
    .map(reading => reading.spoken.join(' ') + reading.pause)
    .filter(Boolean)
    .join(' ')

/** First sample at which two readings of the same text part. */
function divergence(a: Int16Array, b: Int16Array): number {
  const length = Math.min(a.length, b.length)
  let at = 0
  while (at < length && a[at] === b[at]) at++
  return at
}

/**
 * Speaks with eSpeak NG, run as a program. The program does not print when it says a word, but it is exact: a reading
 * that turns quieter at one word has the same samples as the plain one up to that word. So each word's start is
 * where the two part (measured: within 50 ms of the library's own word events).
 */
export function espeakNg(options: EspeakNgOptions = {}): SpeechProvider {
  const {
    command = 'espeak-ng',
    voice: defaultVoice = 'en-us',
    wordsPerMinute = 165,
    timeoutMs = 20_000,
  } = options

  async function read(ssml: string, voice: string, signal?: AbortSignal): Promise<Sound> {
    const args = ['-v', voice, '-s', String(wordsPerMinute), '-m', '-z', '--stdin', '--stdout']
    const { stdout } = await runProgram(command, args, { input: `<speak>${ssml}</speak>`, timeoutMs, signal })
    return decodeWav(stdout)
  }

  async function startOf(
    at: number,
    readings: readonly WordReading[],
    plain: Sound,
    voice: string,
    signal?: AbortSignal,
  ): Promise<number> {
    const before = spokenText(readings.slice(0, at))
    const quiet = `${before} <prosody volume="20">${spokenText(readings.slice(at))}</prosody>`
    return divergence(plain.samples, (await read(quiet, voice, signal)).samples)
  }

  return {
    name: 'espeak-ng',
    label: 'eSpeak NG (embedded voice)',
    embedded: true,
    isAvailable: () => programAnswers(command, '--version'),
    async synthesize({ text, voice = defaultVoice, signal }: SpeechRequest): Promise<Speech> {
      if (!/^[A-Za-z0-9+_-]+$/.test(voice))
        throw new SpeechError('espeak-ng', `"${voice}" is no voice name; use one like en-us`)
      const written = writtenWords(text)
      const readings = spokenWords(written)
      const whole = spokenText(readings)
      if (!/[A-Za-z]/.test(whole))
        throw new SpeechError(
          'espeak-ng',
          `nothing in the text can be spoken in English: "${text.slice(0, 80)}"`,
        )
      const sound = await read(whole, voice, signal)
      const starts: number[] = []
      for (const [at, reading] of readings.entries()) {
        const previous = starts.at(-1) ?? 0
        const start = reading.spoken.length > 0 ? await startOf(at, readings, sound, voice, signal) : previous
        starts.push(Math.max(previous, start))
      }
      return {
        ...sound,
        durationSeconds: sound.samples.length / sound.sampleRate,
        words: wordTimes(written, starts, sound),
        timing: 'measured',
      }
    },
  }
}

/** A word ends where the next begins, or where a pause before that begins. */
function wordTimes(written: readonly string[], starts: readonly number[], sound: Sound): SpokenWord[] {
  const pauses = silences(sound)
  return written.map((text, at) => {
    const start = starts[at] ?? 0
    const next = starts[at + 1] ?? sound.samples.length
    const pause = pauses.find(
      ({ from, to }) => from > start && from < next && to >= next - 0.03 * sound.sampleRate,
    )
    return {
      text,
      startSeconds: start / sound.sampleRate,
      endSeconds: (pause?.from ?? next) / sound.sampleRate,
    }
  })
}
