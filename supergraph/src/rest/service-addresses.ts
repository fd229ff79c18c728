import { services } from '@orion/common/events/catalogue'
import type { SubgraphAddress } from '../schema/load-supergraph.ts'
import { subgraphAddress } from '../schema/subgraph-addresses.ts'

/** The base addresses of Orion's services, without a slash at the end: where their subgraph is, their REST routes are. */
export type ServiceAddresses = ReadonlyMap<string, string>

/** Reads the services' addresses out of the supergraph and the environment. */
export function serviceAddresses(
  subgraphs: readonly SubgraphAddress[],
  environment: NodeJS.ProcessEnv,
): ServiceAddresses {
  const known: readonly string[] = services
  return new Map(
    subgraphs
      .filter(({ name }) => known.includes(name))
      .map(({ name, url }) => [name, new URL(subgraphAddress(name, url, environment)).origin]),
  )
}
