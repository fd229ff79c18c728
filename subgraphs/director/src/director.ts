import type { ServiceTools } from '@orion/common'
import type { DirectorConfiguration } from './configuration.ts'
import { configuredWriters } from './configured-writers.ts'
import type { Client } from './database.ts'
import type { Writers } from './llm/writers.ts'
import { type Checkpoints, openCheckpoints } from './pipeline/checkpoints.ts'
import { createGraph, type PipelineGraph } from './pipeline/graph.ts'

/** What the domain of the director works with, but for the graph that is made of it. */
export interface DirectorTools
  extends Pick<
    ServiceTools<DirectorConfiguration, Client>,
    'configuration' | 'log' | 'database' | 'events' | 'live' | 'jobs'
  > {
  writers: Writers
}

/** What the domain of the director works with. */
export interface Director extends DirectorTools {
  checkpoints: Checkpoints
  graph: PipelineGraph
}

/** Makes the domain of the director. */
export async function buildDirector(
  services: ServiceTools<DirectorConfiguration, Client>,
): Promise<Director> {
  const { configuration, log, database, events, live, jobs } = services
  const tools = {
    configuration,
    log,
    database,
    events,
    live,
    jobs,
    writers: configuredWriters(configuration),
  }
  const checkpoints = await openCheckpoints(database.pool)
  return { ...tools, checkpoints, graph: createGraph(tools, checkpoints.saver) }
}
