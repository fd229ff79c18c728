import type { ImageRequest } from '../image-provider.ts'
import { describeRequest } from '../image-provider.ts'

/** A workflow in ComfyUI's API format: nodes by id, each with its class and inputs; `[id, n]` links to an output. */
export type Workflow = Record<string, { class_type: string; inputs: Record<string, unknown> }>

export interface WorkflowSettings {
  /** File name of the checkpoint on the ComfyUI host. */
  checkpoint: string
  steps: number
  cfgScale: number
}

/** The node that saves the picture; its output names the file. */
const SAVE_NODE = '7'

/** A plain SDXL text-to-image workflow: checkpoint, two prompts, empty latent, sampler, decode, save. */
export function buildWorkflow(
  request: ImageRequest,
  { checkpoint, steps, cfgScale }: WorkflowSettings,
): Workflow {
  const { width, height } = latentSize(request.width, request.height)
  return {
    '1': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: checkpoint } },
    '2': { class_type: 'CLIPTextEncode', inputs: { text: describeRequest(request), clip: ['1', 1] } },
    '3': {
      class_type: 'CLIPTextEncode',
      inputs: { text: request.negativePrompt || 'text, watermark, blurry, deformed', clip: ['1', 1] },
    },
    '4': { class_type: 'EmptyLatentImage', inputs: { width, height, batch_size: 1 } },
    '5': {
      class_type: 'KSampler',
      inputs: {
        seed: request.seed,
        steps,
        cfg: cfgScale,
        sampler_name: 'euler',
        scheduler: 'normal',
        denoise: 1,
        model: ['1', 0],
        positive: ['2', 0],
        negative: ['3', 0],
        latent_image: ['4', 0],
      },
    },
    '6': { class_type: 'VAEDecode', inputs: { samples: ['5', 0], vae: ['1', 2] } },
    [SAVE_NODE]: { class_type: 'SaveImage', inputs: { filename_prefix: 'orion', images: ['6', 0] } },
  }
}

const SDXL_PIXELS = 1024 * 1024

/** The size nearest to the wished shape that SDXL was trained for: about one megapixel, sides in steps of 64. */
export function latentSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.sqrt(SDXL_PIXELS / (width * height))
  const step = (side: number) => Math.max(512, Math.round((side * scale) / 64) * 64)
  return { width: step(width), height: step(height) }
}
