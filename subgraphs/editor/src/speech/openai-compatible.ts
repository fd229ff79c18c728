import { z } from 'zod'
import { alignTranscript } from './align-transcript.ts'
import { estimateWordTimes } from './estimate-word-times.ts'
import { addressBelow, remoteRequest, remoteSound } from './remote-request.ts'
import {
  type Speech,
  SpeechError,
  type SpeechProvider,
  type SpeechRequest,
  type SpokenWord,
} from './speech-provider.ts'
import { encodeWav, type Sound } from './wav.ts'
import { writtenWords } from './written-words.ts'

export interface OpenAiCompatibleOptions {
  /** Up to and with the version: `https://api.openai.com/v1`. */
  readonly baseUrl: string
  readonly apiKey?: string
  /** Default `tts-1`. */
  readonly model?: string
  /** Default `alloy`. */
  readonly voice?: string
  /** For one request. Default 60 s. */
  readonly timeoutMs?: number
  /** Where word times are asked for; without it they are estimated. */
  readonly transcription?: {
    /** Default: the speech service's address and key. */
    readonly baseUrl?: string
    readonly apiKey?: string
    /** Default `whisper-1`. */
    readonly model?: string
  }
}

const Transcript = z.object({
  words: z
    .array(z.object({ word: z.string(), start: z.number().nonnegative(), end: z.number().nonnegative() }))
    .min(1),
})

const authorization = (apiKey: string | undefined): Record<string, string> =>
  apiKey ? { authorization: `Bearer ${apiKey}` } : {}

/**
 * Speaks with any service that has OpenAI's POST /audio/speech, and asks POST /audio/transcriptions (verbose_json,
 * word granularity) when each word was said. https://platform.openai.com/docs/api-reference/audio
 */
export function openAiCompatible(options: OpenAiCompatibleOptions): SpeechProvider {
  const { baseUrl, apiKey, model = 'tts-1', timeoutMs = 60_000, transcription } = options
  const provider = 'openai-compatible'

  async function transcribe(sound: Sound, signal?: AbortSignal): Promise<SpokenWord[]> {
    const form = new FormData()
    form.set('file', new Blob([new Uint8Array(encodeWav(sound))], { type: 'audio/wav' }), 'speech.wav')
    form.set('model', transcription?.model ?? 'whisper-1')
    form.set('response_format', 'verbose_json')
    form.set('timestamp_granularities[]', 'word')
    const url = addressBelow(transcription?.baseUrl ?? baseUrl, 'audio/transcriptions')
    const headers = authorization(transcription?.apiKey ?? apiKey)
    const bytes = await remoteRequest({ provider, url, headers, body: form, timeoutMs, signal })
    try {
      const { words } = Transcript.parse(JSON.parse(bytes.toString('utf8')))
      return words.map(({ word, start, end }) => ({
        text: word,
        startSeconds: start,
        endSeconds: Math.max(start, end),
      }))
    } catch (cause) {
      throw new SpeechError(
        provider,
        'the transcription has no word times; it must support verbose_json with words',
        cause,
      )
    }
  }

  return {
    name: provider,
    label: `OpenAI-compatible (${model})`,
    embedded: false,
    isAvailable: async () => true,
    async synthesize({ text, voice = options.voice ?? 'alloy', signal }: SpeechRequest): Promise<Speech> {
      const written = writtenWords(text)
      const sound = await remoteSound({
        provider,
        url: addressBelow(baseUrl, 'audio/speech'),
        headers: authorization(apiKey),
        body: { model, voice, input: written.join(' '), response_format: 'wav' },
        timeoutMs,
        signal,
      })
      const durationSeconds = sound.samples.length / sound.sampleRate
      const words = transcription
        ? alignTranscript(written, await transcribe(sound, signal), durationSeconds)
        : estimateWordTimes(written, sound)
      return { ...sound, durationSeconds, words, timing: transcription ? 'measured' : 'estimated' }
    },
  }
}
