import type { SubgraphClient } from './subgraph-client.ts'
import { SubgraphError } from './subgraph-error.ts'

/** True for addresses of subgraphs that are part of one certain gateway's own process, such as `internal:events`. */
export const isInternalAddress = (url: string): boolean => url.startsWith('internal:')

/**
 * Stands for a subgraph that is part of another gateway: its fields answer with an error, and the other subgraphs are
 * served all the same.
 */
export function createElsewhereClient(name: string): SubgraphClient {
  return {
    name,
    async ask() {
      throw new SubgraphError(name, 'unreachable', `The subgraph ${name} is part of another gateway`)
    },
  }
}
