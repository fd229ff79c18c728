import { OrionError } from '@orion/common/errors'

/** One word of the text as it is written, with the time at which it is heard. */
export interface SpokenWord {
  readonly text: string
  readonly startSeconds: number
  readonly endSeconds: number
}

export interface SpeechRequest {
  /** One or more sentences of plain text. */
  readonly text: string
  /** The provider's own name of a voice; without it the provider's default voice speaks. */
  readonly voice?: string
  readonly signal?: AbortSignal
}

export interface Speech {
  /** Mono, signed 16 bit. */
  readonly samples: Int16Array
  readonly sampleRate: number
  readonly durationSeconds: number
  /** One entry per `writtenWords(text)`, in order, not overlapping. */
  readonly words: readonly SpokenWord[]
  /** `measured`: the times come from the voice itself or from the audio. `estimated`: from the text's length. */
  readonly timing: 'measured' | 'estimated'
}

/** A voice that reads text aloud and knows when each word was said. */
export interface SpeechProvider {
  /** Stable name used in configuration, events and costs. */
  readonly name: string
  /** Name shown to people; what an embedded voice made is marked as such by `embedded`. */
  readonly label: string
  readonly embedded: boolean
  /** Whether it can be used now: the program is installed, or a key and address are there. */
  isAvailable(): Promise<boolean>
  /** @throws {SpeechError} */
  synthesize(request: SpeechRequest): Promise<Speech>
}

/** A provider could not speak a text. */
export class SpeechError extends OrionError {
  readonly provider: string

  constructor(provider: string, message: string, cause?: unknown) {
    super(`${provider}: ${message}`, { code: 'SPEECH', status: 502, retryable: true, cause })
    this.provider = provider
  }
}
