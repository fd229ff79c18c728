import type { Logger } from 'pino'
import type { SubgraphError, SubgraphErrorReason } from './subgraph-error.ts'

/** Not failures of the subgraph: the client left, or it was not asked since it failed before. */
const UNTOLD: ReadonlySet<SubgraphErrorReason> = new Set(['cancelled', 'open-circuit'])

/**
 * Tells the log why subgraphs give no answer, which clients are told in general words only: a name that does not resolve, a
 * certificate that is not trusted, a page of HTML. The same failure of one subgraph is told once in a while, with how often it happened
 * since: there may be thousands a second.
 * @param intervalMs Default 10,000 ms.
 */
export function createFailureLog(log: Logger, intervalMs = 10_000): (error: SubgraphError) => void {
  const told = new Map<string, { at: number; since: number }>()
  return ({ subgraph, reason, message, cause }) => {
    if (UNTOLD.has(reason)) return
    const key = `${subgraph} ${reason}`
    const now = performance.now()
    const last = told.get(key)
    if (last && now - last.at < intervalMs) {
      last.since += 1
      return
    }
    told.set(key, { at: now, since: 0 })
    const why = cause instanceof Error ? { cause: cause.message || ('code' in cause && cause.code) } : {}
    log.warn({ subgraph, reason, ...why, ...(last ? { failedMeanwhile: last.since } : {}) }, message)
  }
}
