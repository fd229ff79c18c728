import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { programAnswers, runProgram } from '../programs/run-program.ts'
import {
  type Speech,
  SpeechError,
  type SpeechProvider,
  type SpeechRequest,
  type SpokenWord,
} from './speech-provider.ts'
import { spokenWords, type WordReading } from './spoken-words.ts'
import { decodeWav } from './wav.ts'
import { writtenWords } from './written-words.ts'

export interface FestivalOptions {
  /** Program to run. Default `festival`. */
  readonly command?: string
  /** Default `cmu_us_slt_arctic_hts`, which speaks at 32 kHz. */
  readonly voice?: string
  /** For one call. Default 60 s. */
  readonly timeoutMs?: number
}

/** A tenth of the default heap is plenty for one sentence and halves the time the program needs to start. */
const heapCells = '1000000'

function sentenceFor(readings: readonly WordReading[]): string {
  const text = readings
    .filter(reading => reading.spoken.length > 0)
    .map(reading => reading.spoken.join(' ') + reading.pause)
    .join(' ')
  // The text stands in a string of a Scheme program: nothing but these characters may get there.
  if (!/^[A-Za-z' ,.?!]+$/.test(text))
    throw new SpeechError('festival', `nothing in the text can be spoken in English: "${text.slice(0, 80)}"`)
  return text
}

function program(voice: string, text: string, wavPath: string): string {
  return `(voice_${voice})
(set! speech (utt.synth (Utterance Text "${text}")))
(define (tell token)
  (format t "token")
  (mapcar
    (lambda (word) (format t " %f %f" (item.feat word "word_start") (item.feat word "word_end")))
    (item.daughters token))
  (format t "\\n")
  (if (item.next token) (tell (item.next token))))
(tell (utt.relation.first speech 'Token))
(utt.save.wave speech "${wavPath}" 'riff)
`
}

/** One pair of seconds per token; punctuation counts as a word of no length at time zero and is left out. */
function tokenTimes(output: string): { start: number; end: number }[] {
  return [...output.matchAll(/^token((?: [\d.]+)*)$/gm)].map(([, numbers = '']) => {
    const times = numbers.trim().split(' ').filter(Boolean).map(Number)
    const ends = times.filter((_, at) => at % 2 === 1)
    const starts = times.filter((_, at) => at % 2 === 0 && (ends[at / 2] ?? 0) > 0)
    return { start: Math.min(...starts), end: Math.max(...ends) }
  })
}

/**
 * Speaks with the Festival Speech Synthesis System. Its Token relation tells which words came from which piece of
 * text, and their segments when each was said.
 */
export function festival(options: FestivalOptions = {}): SpeechProvider {
  const { command = 'festival', voice: defaultVoice = 'cmu_us_slt_arctic_hts', timeoutMs = 60_000 } = options
  return {
    name: 'festival',
    label: 'Festival (embedded voice)',
    embedded: true,
    isAvailable: () => programAnswers(command, '-v'),
    async synthesize({ text, voice = defaultVoice, signal }: SpeechRequest): Promise<Speech> {
      if (!/^[a-z0-9_]+$/.test(voice))
        throw new SpeechError('festival', `"${voice}" is no voice name; use one like cmu_us_slt_arctic_hts`)
      const written = writtenWords(text)
      const readings = spokenWords(written)
      const folder = await mkdtemp(join(tmpdir(), 'orion-festival-'))
      try {
        const wavPath = join(folder, 'speech.wav')
        const script = join(folder, 'speak.scm')
        await writeFile(script, program(voice, sentenceFor(readings), wavPath))
        const { stdout, stderr } = await runProgram(command, ['--heap', heapCells, '-b', script], {
          timeoutMs,
          signal,
        })
        const bytes = await readFile(wavPath).catch((cause: unknown) => {
          throw new SpeechError('festival', `no sound was written: ${stderr.trim().slice(-300)}`, cause)
        })
        const sound = decodeWav(bytes)
        return {
          ...sound,
          durationSeconds: sound.samples.length / sound.sampleRate,
          words: wordTimes(written, readings, tokenTimes(stdout.toString('utf8'))),
          timing: 'measured',
        }
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
  }
}

function wordTimes(
  written: readonly string[],
  readings: readonly WordReading[],
  tokens: readonly { start: number; end: number }[],
): SpokenWord[] {
  const expected = readings.reduce((sum, reading) => sum + reading.spoken.length, 0)
  if (tokens.length !== expected || tokens.some(token => !Number.isFinite(token.start))) {
    throw new SpeechError('festival', `told the times of ${tokens.length} words, ${expected} were sent`)
  }
  let next = 0
  let endSeconds = 0
  return written.map((text, at) => {
    const own = tokens.slice(next, next + (readings[at]?.spoken.length ?? 0))
    next += own.length
    const startSeconds = own[0]?.start ?? endSeconds
    endSeconds = own.at(-1)?.end ?? endSeconds
    return { text, startSeconds, endSeconds }
  })
}
