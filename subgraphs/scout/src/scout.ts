import { ConfigurationError, type ServiceTools } from '@orion/common'
import type { ScoutConfiguration } from './configuration.ts'
import { type ConfiguredSources, configuredSources } from './configured-sources.ts'
import type { Client } from './database.ts'
import { findNiche, listNiches, type Niche } from './trends/niche.ts'

/** What the domain of scout works with. */
export interface Scout
  extends ConfiguredSources,
    Pick<ServiceTools<ScoutConfiguration, Client>, 'configuration' | 'log' | 'database' | 'events' | 'jobs'> {
  /** The niche of scans that name none. */
  niche: Niche
}

/** Makes the domain of scout. @throws ConfigurationError when the sources or the niche do not fit. */
export function buildScout(tools: ServiceTools<ScoutConfiguration, Client>): Scout {
  const { configuration, log, database, events, jobs } = tools
  const niche = findNiche(configuration.SCOUT_NICHE)
  if (!niche) {
    const known = listNiches().map(({ name }) => name)
    throw new ConfigurationError(
      `SCOUT_NICHE is "${configuration.SCOUT_NICHE}"; it must be one of ${known.join(', ')}.`,
    )
  }
  return { configuration, log, database, events, jobs, niche, ...configuredSources(configuration) }
}
