import { createHttpClient, HTTP, type HttpClient, type HttpOptions } from './http-client.ts'
import type { SubgraphClient } from './subgraph-client.ts'

/** The connections of a gateway to all subgraphs it ever served; they outlive a swap of the supergraph. */
export interface SubgraphConnections {
  /** The client of a subgraph at an address; the same one for the same name and address. */
  to(name: string, url: string): SubgraphClient
  /** Every subgraph over HTTP with the state of its circuit. */
  circuits(): { subgraph: string; circuit: string }[]
  close(): Promise<void>
}

/** Opens no connection before it is needed. */
export function createSubgraphConnections(options: Partial<HttpOptions> = {}): SubgraphConnections {
  const clients = new Map<string, HttpClient>()
  return {
    to(name, url) {
      const key = `${name} ${url}`
      let client = clients.get(key)
      if (!client) {
        client = createHttpClient(name, url, { ...HTTP, ...options })
        clients.set(key, client)
      }
      return client
    },
    circuits: () => [...clients.values()].map(({ name, circuit }) => ({ subgraph: name, circuit })),
    async close() {
      await Promise.all([...clients.values()].map(client => client.close()))
    },
  }
}
