import type { SpokenWord } from './speech-provider.ts'

/** A script as it is spoken: what hooks the viewer, what is told, what the viewer is asked to do. */
export type SegmentKind = 'HOOK' | 'BODY' | 'CALL_TO_ACTION'

export interface ScriptSegment {
  /** Its place in the script, by which pictures refer to it. */
  readonly position: number
  readonly kind: SegmentKind
  readonly text: string
}

/** One spoken sentence, with times in seconds from the start of the narration. */
export interface NarratedSentence {
  /** The segment it belongs to. */
  readonly position: number
  readonly kind: SegmentKind
  readonly text: string
  readonly startSeconds: number
  readonly endSeconds: number
  readonly words: readonly SpokenWord[]
}

/** The whole script as sound, and when each word of it is heard. */
export interface Narration {
  readonly provider: string
  readonly timing: 'measured' | 'estimated'
  readonly sampleRate: number
  /** Mono, signed 16 bit. */
  readonly samples: Int16Array
  readonly durationSeconds: number
  /** Length of the text that was sent to the voice, which is what remote voices are paid by. */
  readonly characters: number
  readonly sentences: readonly NarratedSentence[]
  /** Providers that were tried before and why they could not speak. */
  readonly failures: readonly { readonly provider: string; readonly message: string }[]
}
