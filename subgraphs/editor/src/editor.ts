import type { ServiceTools } from '@orion/common'
import type { EditorConfiguration } from './configuration.ts'
import type { Client } from './database.ts'
import { type ConfiguredVoice, configuredSpeech } from './speech/configured-speech.ts'

type Tools = ServiceTools<EditorConfiguration, Client>

/** What the domain of the editor works with. */
export interface Editor
  extends Pick<Tools, 'configuration' | 'log' | 'database' | 'events' | 'live' | 'jobs' | 'files'> {
  /** The speech providers, in the order in which they are tried. */
  readonly voices: readonly ConfiguredVoice[]
}

/** Makes the domain of the editor. @throws ConfigurationError when a named speech provider lacks its key or address. */
export function buildEditor({ configuration, log, database, events, live, jobs, files }: Tools): Editor {
  return { configuration, log, database, events, live, jobs, files, voices: configuredSpeech(configuration) }
}
