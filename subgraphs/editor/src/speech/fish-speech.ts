import { estimateWordTimes } from './estimate-word-times.ts'
import { addressBelow, remoteSound } from './remote-request.ts'
import type { Speech, SpeechProvider, SpeechRequest } from './speech-provider.ts'
import { writtenWords } from './written-words.ts'

export interface FishSpeechOptions {
  /** Default `http://localhost:8080`. */
  readonly baseUrl?: string
  readonly apiKey?: string
  /** A reference id known to the server. Without one the server's own default speaks. */
  readonly voice?: string
  /** For one request. Default 120 s: the model may run without a GPU. */
  readonly timeoutMs?: number
}

/** Speaks with a Fish Speech server: POST /v1/tts, WAV back. It tells no word times, so they are estimated. */
export function fishSpeech(options: FishSpeechOptions = {}): SpeechProvider {
  const { baseUrl = 'http://localhost:8080', apiKey, timeoutMs = 120_000 } = options
  return {
    name: 'fish-speech',
    label: 'Fish Speech',
    embedded: false,
    isAvailable: async () => true,
    async synthesize({ text, voice = options.voice, signal }: SpeechRequest): Promise<Speech> {
      const written = writtenWords(text)
      const sound = await remoteSound({
        provider: 'fish-speech',
        url: addressBelow(baseUrl, 'v1/tts'),
        headers: apiKey ? { authorization: `Bearer ${apiKey}` } : {},
        body: {
          text: written.join(' '),
          format: 'wav',
          streaming: false,
          normalize: true,
          ...(voice ? { reference_id: voice } : {}),
        },
        timeoutMs,
        signal,
      })
      return {
        ...sound,
        durationSeconds: sound.samples.length / sound.sampleRate,
        words: estimateWordTimes(written, sound),
        timing: 'estimated',
      }
    },
  }
}
