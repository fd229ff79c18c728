import type { ServiceTools } from '@orion/common'
import type { PublisherConfiguration } from './configuration.ts'
import type { Client } from './database.ts'
import type { Platforms } from './platforms/platform.ts'
import { type PageAddresses, pageAddresses } from './platforms/sandbox/page-addresses.ts'
import { createSandbox } from './platforms/sandbox/sandbox.ts'

type Tools = ServiceTools<PublisherConfiguration, Client>

/** What the domain of publisher works with. */
export interface Publisher
  extends Pick<Tools, 'configuration' | 'log' | 'database' | 'events' | 'live' | 'jobs' | 'files'> {
  platforms: Platforms
  /** Addresses of the sandbox's pages. */
  pages: PageAddresses
}

/** Makes the domain of publisher. */
export function buildPublisher(tools: Tools): Publisher {
  const { configuration, log, database, events, live, jobs, files } = tools
  const pages = pageAddresses(configuration)
  const platforms: Platforms = { SANDBOX: createSandbox(files, pages) }
  return { configuration, log, database, events, live, jobs, files, platforms, pages }
}
