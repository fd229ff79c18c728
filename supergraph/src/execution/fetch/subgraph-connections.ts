import { createHttpClient, HTTP, type HttpClient, type HttpOptions } from './http-client.ts'
import type { SubgraphClient } from './subgraph-client.ts'

/** The connections of a gateway to its subgraphs; they outlive a swap of the supergraph. */
export interface SubgraphConnections {
  /** The client of a subgraph at an address; the same one for the same name and address. */
  to(name: string, url: string): SubgraphClient
  /**
   * Forgets all others. Operations that began before may still use them; their connections close when nobody has used
   * them for a minute.
   */
  keepOnly(subgraphs: readonly { name: string; url: string }[]): void
  /** Every subgraph over HTTP with the state of its circuit. */
  circuits(): { subgraph: string; circuit: string }[]
  close(): Promise<void>
}

/** Opens no connection before it is needed. */
export function createSubgraphConnections(options: Partial<HttpOptions> = {}): SubgraphConnections {
  const clients = new Map<string, HttpClient>()
  return {
    to(name, url) {
      const key = keyOf(name, url)
      let client = clients.get(key)
      if (!client) {
        client = createHttpClient(name, url, { ...HTTP, ...options })
        clients.set(key, client)
      }
      return client
    },
    keepOnly(subgraphs) {
      const kept = new Set(subgraphs.map(({ name, url }) => keyOf(name, url)))
      for (const key of clients.keys()) if (!kept.has(key)) clients.delete(key)
    },
    circuits: () => [...clients.values()].map(({ name, circuit }) => ({ subgraph: name, circuit })),
    async close() {
      await Promise.all([...clients.values()].map(client => client.close()))
    },
  }
}

const keyOf = (name: string, url: string) => `${name} ${url}`
