import { type ExecutorFactory, type LoadedSupergraph, loadSupergraph } from './load-supergraph.ts'

/** The supergraph that is served now. Operations hold on to the one they began with. */
export interface SupergraphSource {
  readonly current: LoadedSupergraph
  /**
   * Checks a supergraph and serves it from now on. False when it is the one that is served already.
   * @throws with the reason when it cannot be served; the old one then stays.
   */
  replace(sdl: string): boolean
}

/**
 * Loads the first supergraph.
 * @param onServed told of every supergraph from when on it is served
 * @throws with the reason when it cannot be served.
 */
export function createSupergraphSource(
  sdl: string,
  createExecutor: ExecutorFactory,
  onServed: (supergraph: LoadedSupergraph) => void = () => {},
): SupergraphSource {
  let current = loadSupergraph(sdl, createExecutor)
  onServed(current)
  return {
    get current() {
      return current
    },
    replace(next) {
      if (next === current.sdl) return false
      current = loadSupergraph(next, createExecutor)
      onServed(current)
      return true
    },
  }
}
