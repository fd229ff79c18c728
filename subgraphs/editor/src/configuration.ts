import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { list } from '@orion/common'
import { z } from 'zod'

const SPEECH_PROVIDERS = ['festival', 'espeak-ng', 'elevenlabs', 'openai-compatible', 'fish-speech'] as const
export type SpeechProviderName = (typeof SPEECH_PROVIDERS)[number]

const price = z.coerce.number().min(0)

/** What the editor needs to know besides what every service does. */
export const editorConfiguration = z.object({
  EDITOR_SPEECH_PROVIDERS: list(['festival', 'espeak-ng'])
    .pipe(z.array(z.enum(SPEECH_PROVIDERS)).min(1, 'must name at least one provider'))
    .describe(
      `Voices, comma-separated, in the order in which they are tried: ${SPEECH_PROVIDERS.join(', ')}. The first two need no key.`,
    ),
  EDITOR_FESTIVAL_VOICE: z.string().default('cmu_us_slt_arctic_hts').describe('Voice of Festival.'),
  EDITOR_ESPEAK_VOICE: z.string().default('en-us').describe('Voice of eSpeak NG.'),
  EDITOR_ELEVENLABS_API_KEY: z.string().optional().describe('Key of ElevenLabs.'),
  EDITOR_ELEVENLABS_URL: z.url().default('https://api.elevenlabs.io').describe('Address of ElevenLabs.'),
  EDITOR_ELEVENLABS_VOICE: z.string().default('21m00Tcm4TlvDq8ikWAM').describe('Voice id at ElevenLabs.'),
  EDITOR_ELEVENLABS_MODEL: z.string().default('eleven_multilingual_v2').describe('Model at ElevenLabs.'),
  EDITOR_ELEVENLABS_USD_PER_1000_CHARACTERS: price
    .default(0.3)
    .describe('What ElevenLabs takes for 1000 characters, in US dollars.'),
  EDITOR_OPENAI_SPEECH_URL: z
    .url()
    .optional()
    .describe('OpenAI-compatible speech service, with its version, such as https://api.openai.com/v1.'),
  EDITOR_OPENAI_SPEECH_API_KEY: z.string().optional().describe('Key of that service.'),
  EDITOR_OPENAI_SPEECH_MODEL: z.string().default('tts-1').describe('Speech model there.'),
  EDITOR_OPENAI_SPEECH_VOICE: z.string().default('alloy').describe('Voice there.'),
  EDITOR_OPENAI_SPEECH_USD_PER_1000_CHARACTERS: price
    .default(0.015)
    .describe('What that service takes for 1000 characters, in US dollars.'),
  EDITOR_TRANSCRIPTION_URL: z
    .url()
    .optional()
    .describe('OpenAI-compatible transcription service that times the words; without it they are estimated.'),
  EDITOR_TRANSCRIPTION_API_KEY: z.string().optional().describe('Key of the transcription service.'),
  EDITOR_TRANSCRIPTION_MODEL: z.string().default('whisper-1').describe('Model of the transcription service.'),
  EDITOR_FISH_SPEECH_URL: z.url().optional().describe('Address of a Fish Speech server.'),
  EDITOR_FISH_SPEECH_API_KEY: z.string().optional().describe('Key of the Fish Speech server.'),
  EDITOR_FISH_SPEECH_VOICE: z
    .string()
    .optional()
    .describe('Reference id of the voice at the Fish Speech server.'),
  EDITOR_CAPTION_STYLE: z
    .enum(['TIKTOK', 'YOUTUBE', 'MINIMAL'])
    .default('TIKTOK')
    .describe('How captions look unless a render wishes otherwise.'),
  EDITOR_RENDER_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(16)
    .default(1)
    .describe('Renders at work at once in one process; each uses all processors.'),
  EDITOR_WORK_FOLDER: z
    .string()
    .default(join(tmpdir(), 'orion-editor'))
    .describe('Folder for files of renders at work; on a local disk with about 200 MB for each.'),
})
export type EditorConfiguration = z.infer<typeof editorConfiguration>
