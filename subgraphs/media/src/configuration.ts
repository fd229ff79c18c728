import { list } from '@orion/common'
import { z } from 'zod'

const PROVIDERS = ['comfyui', 'fal', 'openai', 'procedural'] as const

const decimal = (byDefault: string) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/, 'must be a decimal number')
    .default(byDefault)

/** What media needs to know besides what every service does. */
export const mediaConfiguration = z.object({
  MEDIA_PROVIDERS: list([...PROVIDERS])
    .pipe(z.array(z.enum(PROVIDERS)).min(1))
    .describe(
      `Image providers in the order in which they are tried, comma-separated, of ${PROVIDERS.join(', ')}. Those without address or key are passed over; procedural is embedded and always answers.`,
    ),
  MEDIA_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(16)
    .default(3)
    .describe('Pictures of one content drawn at once.'),
  MEDIA_ENOUGH_IMAGES: z.coerce
    .number()
    .int()
    .min(1)
    .default(4)
    .describe('With so many pictures the video is made, though others of the same content failed.'),
  MEDIA_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .default(120_000)
    .describe('Time one attempt at one provider may take.'),
  MEDIA_RETRIES: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(2)
    .describe('Further attempts at one provider after a failure that may pass.'),
  MEDIA_COMFYUI_URL: z.url().optional().describe('Address of ComfyUI, such as http://localhost:8188.'),
  MEDIA_COMFYUI_CHECKPOINT: z
    .string()
    .default('sd_xl_base_1.0.safetensors')
    .describe('Checkpoint file on the ComfyUI host.'),
  MEDIA_COMFYUI_STEPS: z.coerce.number().int().min(1).max(150).default(20).describe('Sampling steps.'),
  MEDIA_COMFYUI_CFG_SCALE: z.coerce
    .number()
    .min(0)
    .max(30)
    .default(7)
    .describe('How strictly the prompt is followed.'),
  MEDIA_FAL_KEY: z.string().optional().describe('Key for fal.ai.'),
  MEDIA_FAL_MODEL: z.string().default('fal-ai/flux/schnell').describe('Model at fal.ai.'),
  MEDIA_FAL_URL: z.url().default('https://queue.fal.run').describe('Address of the queue of fal.ai.'),
  MEDIA_FAL_PRICE_PER_MEGAPIXEL: decimal('0.003').describe(
    'What fal.ai charges for each megapixel begun, in US dollars.',
  ),
  MEDIA_OPENAI_URL: z
    .url()
    .optional()
    .describe("Address of a server with OpenAI's images API, up to the version: https://api.openai.com/v1."),
  MEDIA_OPENAI_KEY: z.string().optional().describe('Key for that server.'),
  MEDIA_OPENAI_MODEL: z.string().default('gpt-image-1').describe('Model at that server.'),
  MEDIA_OPENAI_SIZE: z
    .string()
    .regex(/^\d+x\d+$/, 'must look like 1024x1536')
    .default('1024x1536')
    .describe('Size to ask that server for.'),
  MEDIA_OPENAI_PRICE_PER_IMAGE: decimal('0.063').describe(
    'What that server charges for each picture, in US dollars; 0 for one of your own.',
  ),
})
export type MediaConfiguration = z.infer<typeof mediaConfiguration>
