import { createFalClient } from '@fal-ai/client'
import { Money } from '@orion/common'
import { z } from 'zod'
import { asProviderError, callProvider, type ProviderCall, parseAnswer, readBytes } from './http.ts'
import { inspectImage } from './image-file.ts'
import {
  describeRequest,
  type GeneratedImage,
  type ImageProvider,
  ImageProviderError,
  type ImageRequest,
} from './image-provider.ts'

export interface FalSettings {
  apiKey: string | undefined
  /** Such as `fal-ai/flux/schnell` or `fal-ai/flux-pro/v1.1`. */
  model: string
  /** Address of the queue; https://queue.fal.run unless a proxy stands before it. */
  queueUrl: string
  /** US dollars for each megapixel begun, as decimal text. */
  pricePerMegapixel: string
  pollEveryMs: number
}

const result = z.object({
  images: z.array(z.object({ url: z.string() })).min(1),
  has_nsfw_concepts: z.array(z.boolean()).optional(),
})

/**
 * fal.ai by its queue: submit, ask until it is completed, fetch the result and the picture it names. A job that was accepted
 * before is asked for, not submitted again. Protocol: https://docs.fal.ai/model-apis/model-endpoints/queue
 */
export function falProvider(settings: FalSettings): ImageProvider {
  const name = 'fal'
  return {
    name,
    isEmbedded: false,
    async available() {
      return settings.apiKey
        ? { isAvailable: true }
        : { isAvailable: false, reason: 'MEDIA_FAL_KEY is not set.' }
    },
    async generate(request) {
      const call: ProviderCall = { provider: name, signal: request.signal }
      const queue = openQueue(settings, call)
      try {
        const earlier = request.ticket.accepted
        const requestId = earlier ?? (await submit(queue, settings, request))
        try {
          await queue.subscribeToStatus(settings.model, {
            requestId,
            mode: 'polling',
            pollInterval: settings.pollEveryMs,
            abortSignal: request.signal,
          })
          const answer = await queue.result(settings.model, { requestId, abortSignal: request.signal })
          return await fetchImage(parseAnswer(JSON.stringify(answer.data), result, name), settings, call)
        } catch (error) {
          if (!(error instanceof ImageProviderError) || error.retryable || request.signal.aborted) throw error
          await request.ticket.drop()
          if (earlier === null) throw error
          throw new ImageProviderError(`A job taken earlier came to nothing: ${error.message}`, {
            retryable: true,
          })
        }
      } catch (error) {
        throw asProviderError(name, error, request.signal)
      }
    },
  }
}

async function submit(
  queue: ReturnType<typeof openQueue>,
  { model }: FalSettings,
  request: ImageRequest,
): Promise<string> {
  const { request_id } = await queue.submit(model, {
    abortSignal: request.signal,
    input: {
      prompt: describeRequest(request),
      image_size: { width: request.width, height: request.height },
      num_images: 1,
      seed: request.seed,
      output_format: 'jpeg',
      enable_safety_checker: true,
    },
  })
  await request.ticket.keep(request_id)
  return request_id
}

/**
 * The vendor's client, its traffic led to the configured address. It would repeat requests by itself, submissions included;
 * failures of another class than its own keep that decision with the chain, and jobs from being paid for twice.
 */
function openQueue({ apiKey, queueUrl }: FalSettings, call: ProviderCall) {
  const base = queueUrl.replace(/\/$/, '')
  const client = createFalClient({
    credentials: apiKey,
    requestMiddleware: async request => ({
      ...request,
      url: request.url.replace(/^https:\/\/queue\.fal\.run/, base),
    }),
    fetch: (input, init) =>
      callProvider(input instanceof Request ? input.url : input, {
        ...call,
        method: init?.method ?? 'GET',
        headers: Object.fromEntries(new Headers(init?.headers)),
        ...(typeof init?.body === 'string' ? { body: init.body } : {}),
      }),
  })
  return client.queue
}

async function fetchImage(
  { images, has_nsfw_concepts }: z.infer<typeof result>,
  settings: FalSettings,
  call: ProviderCall,
): Promise<GeneratedImage> {
  if (has_nsfw_concepts?.[0])
    throw new ImageProviderError('fal withheld the picture: its safety checker objected.', {
      retryable: false,
    })
  const address = images[0]?.url ?? ''
  if (!isFetchable(address, settings.queueUrl))
    throw new ImageProviderError(
      `fal named "${address.slice(0, 80)}" as the picture, which is no https address.`,
      {
        retryable: false,
      },
    )
  const bytes = await readBytes(await callProvider(address, call), call)
  const file = inspectImage(bytes, 'fal')
  const megapixels = Math.ceil((file.width * file.height) / 1_000_000)
  return {
    bytes,
    ...file,
    model: settings.model,
    units: String(megapixels),
    unit: 'megapixel',
    cost: new Money(settings.pricePerMegapixel).times(megapixels).toFixed(),
  }
}

/** Pictures come over https; over http only from the very host that was configured. */
function isFetchable(address: string, queueUrl: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && host === new URL(queueUrl).host)
}
