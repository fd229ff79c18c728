import { availableParallelism } from 'node:os'
import { mapParallel } from '../programs/map-parallel.ts'
import type { NarratedSentence, Narration, ScriptSegment, SegmentKind } from './narration.ts'
import { sentencesOf } from './sentences.ts'
import { type Speech, SpeechError, type SpeechProvider } from './speech-provider.ts'
import { type TimedSound, tightenPauses } from './tighten-pauses.ts'

export interface NarrateOptions {
  /** Tried in this order. The first that speaks the whole script is the voice of all of it. */
  readonly providers: readonly SpeechProvider[]
  /** A voice of the first provider; the others speak with their own. */
  readonly voice?: string
  readonly signal?: AbortSignal
  /** Sentences spoken at once. Default: the number of processors. */
  readonly parallel?: number
  readonly onProgress?: (fraction: number) => void
}

const leadInSeconds = 0.1
const sentencePauseSeconds = 0.26
const segmentPauseSeconds = 0.38

interface Sentence {
  readonly position: number
  readonly kind: SegmentKind
  readonly text: string
}

/**
 * Speaks a script sentence by sentence and joins the pieces. Silence at the sentences' ends is replaced by natural
 * pauses, each under 0.5 s, and every offset is exact to the sample. A voice never changes within one narration: when
 * a provider fails at one sentence, the next provider speaks all of them.
 * @throws {SpeechError} when the script is empty or no provider could speak it; names each provider's reason
 */
export async function narrate(
  segments: readonly ScriptSegment[],
  options: NarrateOptions,
): Promise<Narration> {
  const { providers, signal } = options
  const sentences = segments.flatMap(({ position, kind, text }) =>
    sentencesOf(text).map(sentence => ({ position, kind, text: sentence })),
  )
  if (sentences.length === 0) throw new SpeechError('narration', 'the script has no words to speak')
  const failures: { provider: string; message: string }[] = []
  for (const provider of providers) {
    try {
      return {
        ...join(
          sentences,
          await speakAll(sentences, provider, {
            ...options,
            voice: provider === providers[0] ? options.voice : undefined,
          }),
        ),
        provider: provider.name,
        failures,
      }
    } catch (error) {
      signal?.throwIfAborted()
      failures.push({
        provider: provider.name,
        message: error instanceof Error ? error.message : String(error),
      })
    }
  }
  const reasons = failures.map(failure => failure.message).join('; ')
  throw new SpeechError(
    'narration',
    `no voice could speak the script (${reasons || 'no provider is configured'})`,
  )
}

async function speakAll(
  sentences: readonly Sentence[],
  provider: SpeechProvider,
  options: NarrateOptions,
): Promise<Speech[]> {
  const { voice, signal, parallel = availableParallelism(), onProgress } = options
  let done = 0
  return mapParallel(sentences, parallel, signal, async ({ text }, aborted) => {
    const speech = await provider.synthesize({ text, voice, signal: aborted })
    if (speech.samples.every(sample => Math.abs(sample) < 32))
      throw new SpeechError(provider.name, `spoke only silence for "${text.slice(0, 60)}"`)
    done += 1
    onProgress?.(done / sentences.length)
    return speech
  })
}

function join(
  sentences: readonly Sentence[],
  spoken: readonly Speech[],
): Omit<Narration, 'provider' | 'failures'> {
  const sampleRate = spoken[0]?.sampleRate ?? 0
  const parts: { at: number; sound: TimedSound }[] = []
  let at = Math.round(leadInSeconds * sampleRate)
  let end = at
  for (const [index, speech] of spoken.entries()) {
    if (speech.sampleRate !== sampleRate)
      throw new RangeError(`one voice gave sounds of ${sampleRate} and ${speech.sampleRate} Hz`)
    const sound = tightenPauses(speech)
    parts.push({ at, sound })
    end = at + sound.samples.length
    const sameSegment = sentences[index]?.kind === sentences[index + 1]?.kind
    at = end + Math.round((sameSegment ? sentencePauseSeconds : segmentPauseSeconds) * sampleRate)
  }
  const samples = new Int16Array(end)
  for (const part of parts) samples.set(part.sound.samples, part.at)
  return {
    timing: spoken.every(speech => speech.timing === 'measured') ? 'measured' : 'estimated',
    sampleRate,
    samples,
    durationSeconds: end / sampleRate,
    characters: sentences.reduce((sum, sentence) => sum + sentence.text.length, 0),
    sentences: sentences.flatMap((sentence, index) => {
      const part = parts[index]
      return part ? [placed(sentence, part.sound, part.at / sampleRate)] : []
    }),
  }
}

function placed(
  { position, kind, text }: Sentence,
  sound: TimedSound,
  offsetSeconds: number,
): NarratedSentence {
  return {
    position,
    kind,
    text,
    startSeconds: offsetSeconds,
    endSeconds: offsetSeconds + sound.samples.length / sound.sampleRate,
    words: sound.words.map(word => ({
      text: word.text,
      startSeconds: word.startSeconds + offsetSeconds,
      endSeconds: word.endSeconds + offsetSeconds,
    })),
  }
}
