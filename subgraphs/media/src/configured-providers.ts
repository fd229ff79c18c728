import type { MediaConfiguration } from './configuration.ts'
import { comfyUiProvider } from './providers/comfyui/comfyui.ts'
import { falProvider } from './providers/fal.ts'
import type { ImageProvider } from './providers/image-provider.ts'
import { createImageProviders, type ImageProviders } from './providers/image-providers.ts'
import { openAiImageProvider } from './providers/openai-compatible.ts'
import { proceduralProvider } from './providers/procedural.ts'

const POLL_MS = 1000

/** The image providers the configuration names, in its order. */
export function configuredProviders(configuration: MediaConfiguration): ImageProviders {
  const known: Record<MediaConfiguration['MEDIA_PROVIDERS'][number], () => ImageProvider> = {
    comfyui: () =>
      comfyUiProvider({
        baseUrl: configuration.MEDIA_COMFYUI_URL,
        checkpoint: configuration.MEDIA_COMFYUI_CHECKPOINT,
        steps: configuration.MEDIA_COMFYUI_STEPS,
        cfgScale: configuration.MEDIA_COMFYUI_CFG_SCALE,
        pollEveryMs: POLL_MS,
      }),
    fal: () =>
      falProvider({
        apiKey: configuration.MEDIA_FAL_KEY,
        model: configuration.MEDIA_FAL_MODEL,
        queueUrl: configuration.MEDIA_FAL_URL,
        pricePerMegapixel: configuration.MEDIA_FAL_PRICE_PER_MEGAPIXEL,
        pollEveryMs: POLL_MS,
      }),
    openai: () =>
      openAiImageProvider({
        baseUrl: configuration.MEDIA_OPENAI_URL,
        apiKey: configuration.MEDIA_OPENAI_KEY,
        model: configuration.MEDIA_OPENAI_MODEL,
        size: configuration.MEDIA_OPENAI_SIZE,
        pricePerImage: configuration.MEDIA_OPENAI_PRICE_PER_IMAGE,
      }),
    procedural: proceduralProvider,
  }
  return createImageProviders(
    [...new Set(configuration.MEDIA_PROVIDERS)].map(name => known[name]()),
    {
      timeoutMs: configuration.MEDIA_TIMEOUT_MS,
      retries: configuration.MEDIA_RETRIES,
      backoffMs: 500,
      patienceMs: 30_000,
      restMs: 30_000,
    },
  )
}
