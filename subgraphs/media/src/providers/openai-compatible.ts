import { Money } from '@orion/common'
import { z } from 'zod'
import { asProviderError, callProvider, type ProviderCall, readBytes, readJson } from './http.ts'
import { inspectImage } from './image-file.ts'
import {
  describeRequest,
  type ImageProvider,
  ImageProviderError,
  type ImageRequest,
} from './image-provider.ts'

export interface OpenAiImageSettings {
  /** Up to and with the version, such as `https://api.openai.com/v1`; undefined: not in use. */
  baseUrl: string | undefined
  /** Servers on the same machine mostly want none. */
  apiKey: string | undefined
  model: string
  /** As the server writes sizes, such as `1024x1536`. */
  size: string
  /** US dollars for each picture, as decimal text. */
  pricePerImage: string
}

const answer = z.object({
  data: z.array(z.object({ b64_json: z.string().nullish(), url: z.string().nullish() })).min(1),
})

/**
 * A server that speaks OpenAI's images API: OpenAI itself, LocalAI, Stable Diffusion servers …
 * The picture comes in the answer, as base64. Protocol: https://platform.openai.com/docs/api-reference/images/create
 */
export function openAiImageProvider(settings: OpenAiImageSettings): ImageProvider {
  const name = 'openai'
  return {
    name,
    isEmbedded: false,
    async available() {
      return settings.baseUrl
        ? { isAvailable: true }
        : { isAvailable: false, reason: 'MEDIA_OPENAI_URL is not set.' }
    },
    async generate(request) {
      const call: ProviderCall = { provider: name, signal: request.signal }
      try {
        const response = await callProvider(`${settings.baseUrl?.replace(/\/$/, '')}/images/generations`, {
          ...call,
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(settings.apiKey ? { authorization: `Bearer ${settings.apiKey}` } : {}),
          },
          body: JSON.stringify(bodyOf(request, settings)),
        })
        const { data } = await readJson(response, answer, call)
        const bytes = await bytesOf(data[0], call)
        return {
          bytes,
          ...inspectImage(bytes, name),
          model: settings.model,
          units: '1',
          unit: 'image',
          cost: new Money(settings.pricePerImage).toFixed(),
        }
      } catch (error) {
        throw asProviderError(name, error, request.signal)
      }
    },
  }
}

function bodyOf(request: ImageRequest, { model, size }: OpenAiImageSettings): Record<string, unknown> {
  const avoid = request.negativePrompt ? ` Avoid: ${request.negativePrompt}.` : ''
  return {
    model,
    prompt: `${describeRequest(request)}${avoid}`,
    n: 1,
    size,
    // The gpt-image models always send base64 and refuse the parameter; all others need it.
    ...(model.startsWith('gpt-image') ? {} : { response_format: 'b64_json' }),
  }
}

async function bytesOf(
  item: z.infer<typeof answer>['data'][number] | undefined,
  call: ProviderCall,
): Promise<Uint8Array> {
  if (item?.b64_json) return Buffer.from(item.b64_json, 'base64')
  if (item?.url?.startsWith('https://')) return readBytes(await callProvider(item.url, call), call)
  throw new ImageProviderError('openai answered without a picture.', { retryable: true })
}
