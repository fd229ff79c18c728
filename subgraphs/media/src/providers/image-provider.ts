import { OrionError } from '@orion/common'

/** What a picture shall show, and how. */
export interface ImageRequest {
  /** What to show, in plain words. */
  prompt: string
  /** What to keep out, comma-separated; may be empty. */
  negativePrompt: string
  /** cinematic, anime, realistic, cartoon or minimal. */
  style: string
  /** Such as "hopeful"; may be empty. */
  mood: string
  /** Such as "low angle"; may be empty. */
  cameraAngle: string
  /** Wished size in pixels; a provider may give another one of about the same shape. */
  width: number
  height: number
  /** 0 to 2^31 − 1: the same seed and prompt give the same picture where the provider can. */
  seed: number
  signal: AbortSignal
  /** Lets a provider with a queue go on with a job it took before, instead of being paid for it again. */
  ticket: ImageTicket
}

/** The memory of one picture between a provider's promise and its delivery. It outlives the process. */
export interface ImageTicket {
  /** The provider's own id of a job it accepted earlier; null when there is none. */
  accepted: string | null
  /** Told as soon as a provider accepted the job, before the wait for it begins. */
  keep(jobId: string): Promise<void>
  /** Told when the job is of no use any more: it failed, or the provider does not know it. */
  drop(): Promise<void>
}

/** A drawn picture. */
export interface GeneratedImage {
  bytes: Uint8Array
  contentType: 'image/jpeg' | 'image/png' | 'image/webp'
  width: number
  height: number
  /** How the provider names the model that drew it. */
  model: string
  /** What is billed: how much, of what, and the price in US dollars, as decimal texts. */
  units: string
  unit: 'image' | 'megapixel'
  cost: string
}

export type Availability = { isAvailable: true } | { isAvailable: false; reason: string }

/** A provider of the kind `image`: draws one picture a call, without retries of its own. */
export interface ImageProvider {
  readonly name: string
  /** True for the provider that needs no key, no GPU and no network. */
  readonly isEmbedded: boolean
  /** Whether it can be used now; answers within five seconds and never throws. */
  available(): Promise<Availability>
  /** @throws ImageProviderError for everything that went wrong, the signal's abort included */
  generate(request: ImageRequest): Promise<GeneratedImage>
}

/** A picture could not be drawn by one provider. */
export class ImageProviderError extends OrionError {
  /** How long the provider asks to be left alone; null when it does not say. */
  readonly retryAfterMs: number | null

  constructor(
    message: string,
    options: { retryable: boolean; retryAfterMs?: number | null; cause?: unknown },
  ) {
    super(message, {
      code: 'IMAGE_PROVIDER',
      status: options.retryable ? 502 : 422,
      retryable: options.retryable,
      cause: options.cause,
    })
    this.retryAfterMs = options.retryAfterMs ?? null
  }
}

/** The prompt as one text, for models that take nothing but a text. */
export function describeRequest({ prompt, style, mood, cameraAngle }: ImageRequest): string {
  const parts = [
    prompt.trim().replace(/\.?$/, '.'),
    style && `${style} style`,
    mood && `${mood} mood`,
    cameraAngle && `camera: ${cameraAngle}`,
    'vertical 9:16 composition, no text, no watermark',
  ]
  return parts
    .filter(Boolean)
    .join(' ')
    .replace(/\. ([^.]+)$/, (_, rest: string) => `. ${rest}.`)
}
