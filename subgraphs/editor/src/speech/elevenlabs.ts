import { z } from 'zod'
import { addressBelow, remoteRequest } from './remote-request.ts'
import {
  type Speech,
  SpeechError,
  type SpeechProvider,
  type SpeechRequest,
  type SpokenWord,
} from './speech-provider.ts'
import { samplesFromPcm } from './wav.ts'
import { writtenWords } from './written-words.ts'

export interface ElevenLabsOptions {
  readonly apiKey: string
  /** Default `https://api.elevenlabs.io`. */
  readonly baseUrl?: string
  /** A voice id. Default `21m00Tcm4TlvDq8ikWAM` (Rachel). */
  readonly voice?: string
  /** Default `eleven_multilingual_v2`. */
  readonly model?: string
  /** For one request. Default 60 s. */
  readonly timeoutMs?: number
}

const sampleRate = 24_000

const Answer = z.object({
  audio_base64: z.string().min(1),
  alignment: z.object({
    characters: z.array(z.string()),
    character_start_times_seconds: z.array(z.number()),
    character_end_times_seconds: z.array(z.number()),
  }),
})

type Alignment = z.infer<typeof Answer>['alignment']

/** Joins the characters of each word; white space and dashes between words belong to none. */
function wordTimes(written: readonly string[], alignment: Alignment): SpokenWord[] {
  const letters = alignment.characters.flatMap((character, at) =>
    /\S/u.test(character)
      ? [
          {
            start: alignment.character_start_times_seconds[at] ?? 0,
            end: alignment.character_end_times_seconds[at] ?? 0,
          },
        ]
      : [],
  )
  const expected = written.join('').replace(/\s/gu, '').length
  if (letters.length !== expected && letters.length !== [...written.join('').replace(/\s/gu, '')].length) {
    throw new SpeechError('elevenlabs', `aligned ${letters.length} characters, the text has ${expected}`)
  }
  const sizeOf =
    letters.length === expected ? (word: string) => word.length : (word: string) => [...word].length
  let next = 0
  return written.map(text => {
    const own = letters.slice(next, next + sizeOf(text.replace(/\s/gu, '')))
    next += own.length
    return { text, startSeconds: own[0]?.start ?? 0, endSeconds: own.at(-1)?.end ?? 0 }
  })
}

/**
 * Speaks with ElevenLabs: POST /v1/text-to-speech/{voice}/with-timestamps, which gives the sound and the time of every
 * character of the text sent. https://elevenlabs.io/docs/api-reference/text-to-speech/convert-with-timestamps
 */
export function elevenLabs(options: ElevenLabsOptions): SpeechProvider {
  const {
    apiKey,
    baseUrl = 'https://api.elevenlabs.io',
    model = 'eleven_multilingual_v2',
    timeoutMs = 60_000,
  } = options
  return {
    name: 'elevenlabs',
    label: 'ElevenLabs',
    embedded: false,
    isAvailable: async () => true,
    async synthesize({
      text,
      voice = options.voice ?? '21m00Tcm4TlvDq8ikWAM',
      signal,
    }: SpeechRequest): Promise<Speech> {
      const written = writtenWords(text)
      const path = `v1/text-to-speech/${encodeURIComponent(voice)}/with-timestamps?output_format=pcm_${sampleRate}`
      const bytes = await remoteRequest({
        provider: 'elevenlabs',
        url: addressBelow(baseUrl, path),
        headers: { 'xi-api-key': apiKey },
        body: { text: written.join(' '), model_id: model },
        timeoutMs,
        signal,
      })
      const answer = parseAnswer(bytes)
      const samples = samplesFromPcm(Buffer.from(answer.audio_base64, 'base64'))
      return {
        samples,
        sampleRate,
        durationSeconds: samples.length / sampleRate,
        words: wordTimes(written, answer.alignment),
        timing: 'measured',
      }
    },
  }
}

function parseAnswer(bytes: Buffer): z.infer<typeof Answer> {
  try {
    return Answer.parse(JSON.parse(bytes.toString('utf8')))
  } catch (cause) {
    throw new SpeechError('elevenlabs', 'answered something else than sound with an alignment', cause)
  }
}
