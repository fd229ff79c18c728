import { ConfigurationError } from '@orion/common'
import type { EditorConfiguration, SpeechProviderName } from '../configuration.ts'
import { elevenLabs } from './elevenlabs.ts'
import { espeakNg } from './espeak-ng.ts'
import { festival } from './festival.ts'
import { fishSpeech } from './fish-speech.ts'
import { openAiCompatible } from './openai-compatible.ts'
import type { SpeechProvider } from './speech-provider.ts'

/** A speech provider that is set up, and what it takes. */
export interface ConfiguredVoice {
  readonly provider: SpeechProvider
  readonly usdPer1000Characters: number
}

/** @throws ConfigurationError */
function needed<Value>(value: Value | undefined, variable: string, name: SpeechProviderName): Value {
  if (value !== undefined) return value
  throw new ConfigurationError(`EDITOR_SPEECH_PROVIDERS names ${name}, which needs ${variable}.`)
}

function configured(name: SpeechProviderName, settings: EditorConfiguration): ConfiguredVoice {
  switch (name) {
    case 'festival':
      return { provider: festival({ voice: settings.EDITOR_FESTIVAL_VOICE }), usdPer1000Characters: 0 }
    case 'espeak-ng':
      return { provider: espeakNg({ voice: settings.EDITOR_ESPEAK_VOICE }), usdPer1000Characters: 0 }
    case 'elevenlabs':
      return {
        provider: elevenLabs({
          apiKey: needed(settings.EDITOR_ELEVENLABS_API_KEY, 'EDITOR_ELEVENLABS_API_KEY', name),
          baseUrl: settings.EDITOR_ELEVENLABS_URL,
          voice: settings.EDITOR_ELEVENLABS_VOICE,
          model: settings.EDITOR_ELEVENLABS_MODEL,
        }),
        usdPer1000Characters: settings.EDITOR_ELEVENLABS_USD_PER_1000_CHARACTERS,
      }
    case 'openai-compatible':
      return {
        provider: openAiCompatible({
          baseUrl: needed(settings.EDITOR_OPENAI_SPEECH_URL, 'EDITOR_OPENAI_SPEECH_URL', name),
          apiKey: settings.EDITOR_OPENAI_SPEECH_API_KEY,
          model: settings.EDITOR_OPENAI_SPEECH_MODEL,
          voice: settings.EDITOR_OPENAI_SPEECH_VOICE,
          ...(settings.EDITOR_TRANSCRIPTION_URL && {
            transcription: {
              baseUrl: settings.EDITOR_TRANSCRIPTION_URL,
              apiKey: settings.EDITOR_TRANSCRIPTION_API_KEY,
              model: settings.EDITOR_TRANSCRIPTION_MODEL,
            },
          }),
        }),
        usdPer1000Characters: settings.EDITOR_OPENAI_SPEECH_USD_PER_1000_CHARACTERS,
      }
    case 'fish-speech':
      return {
        provider: fishSpeech({
          baseUrl: needed(settings.EDITOR_FISH_SPEECH_URL, 'EDITOR_FISH_SPEECH_URL', name),
          apiKey: settings.EDITOR_FISH_SPEECH_API_KEY,
          voice: settings.EDITOR_FISH_SPEECH_VOICE,
        }),
        usdPer1000Characters: 0,
      }
  }
}

/** The configured speech providers, in order, each once. */
export function configuredSpeech(settings: EditorConfiguration): ConfiguredVoice[] {
  return [...new Set(settings.EDITOR_SPEECH_PROVIDERS)].map(name => configured(name, settings))
}

/**
 * The providers in the order for a wished voice. `elevenlabs:abc` asks for voice abc of that provider, which is then tried
 * first; a name without a provider is a voice of the first one. The others speak with their own default voice.
 */
export function voicesFor(
  voices: readonly ConfiguredVoice[],
  wish: string | null,
): { readonly providers: SpeechProvider[]; readonly voice: string | undefined } {
  const providers = voices.map(({ provider }) => provider)
  const named = providers.find(({ name }) => wish === name || wish?.startsWith(`${name}:`))
  if (!wish || !named) return { providers, voice: wish ?? undefined }
  const voice = wish.slice(named.name.length + 1)
  return {
    providers: [named, ...providers.filter(other => other !== named)],
    voice: voice === '' ? undefined : voice,
  }
}
