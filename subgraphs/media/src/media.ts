import type { ServiceTools } from '@orion/common'
import type { MediaConfiguration } from './configuration.ts'
import { configuredProviders } from './configured-providers.ts'
import type { Client } from './database.ts'
import type { ImageProviders } from './providers/image-providers.ts'

type Tools = ServiceTools<MediaConfiguration, Client>

/** What the domain of media works with. */
export interface Media
  extends Pick<Tools, 'configuration' | 'log' | 'database' | 'events' | 'live' | 'jobs' | 'files'> {
  providers: ImageProviders
}

/** Makes the domain of media. */
export function buildMedia(tools: Tools): Media {
  const { configuration, log, database, events, live, jobs, files } = tools
  return {
    configuration,
    log,
    database,
    events,
    live,
    jobs,
    files,
    providers: configuredProviders(configuration),
  }
}
