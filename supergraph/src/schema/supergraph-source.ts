import { type ExecutorFactory, type LoadedSupergraph, loadSupergraph } from './load-supergraph.ts'

/** The supergraph that is served now. Operations hold on to the one they began with. */
export interface SupergraphSource {
  readonly current: LoadedSupergraph
  /**
   * Checks a supergraph and serves it from now on. Resolves to false when it is the one that is served already.
   * @throws with the reason when it cannot be served; the old one then stays.
   */
  replace(sdl: string): Promise<boolean>
}

/** Loads the first supergraph. @throws with the reason when it cannot be served. */
export async function createSupergraphSource(
  sdl: string,
  createExecutor: ExecutorFactory,
): Promise<SupergraphSource> {
  let current = await loadSupergraph(sdl, createExecutor)
  let latest = 0
  return {
    get current() {
      return current
    },
    async replace(next) {
      if (next === current.sdl) return false
      const turn = ++latest
      const loaded = await loadSupergraph(next, createExecutor)
      if (turn !== latest) return false
      current = loaded
      return true
    },
  }
}
