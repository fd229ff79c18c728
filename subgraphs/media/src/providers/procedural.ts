import type { GeneratedImage, ImageProvider, ImageRequest } from './image-provider.ts'
import { ImageProviderError } from './image-provider.ts'
import { paint } from './procedural/paint.ts'

const JPEG_QUALITY = 90

/** The embedded provider: paints the prompt's words. The same request gives the same bytes. */
export function proceduralProvider(): ImageProvider {
  return {
    name: 'procedural',
    isEmbedded: true,
    available: async () => ({ isAvailable: true }),
    async generate(request: ImageRequest): Promise<GeneratedImage> {
      if (request.signal.aborted)
        throw new ImageProviderError('The painting was stopped.', { retryable: false })
      const canvas = paint(request)
      const bytes = await canvas.encode('jpeg', JPEG_QUALITY)
      return {
        bytes,
        contentType: 'image/jpeg',
        width: canvas.width,
        height: canvas.height,
        model: 'procedural',
        units: '1',
        unit: 'image',
        cost: '0',
      }
    },
  }
}
