/**
 * The process in which the Rust planner plans: where it meets what it did not expect, it ends its process at once. Answers
 * what planner-process.ts asks, one request after the other.
 */
import { createRequire } from 'node:module'

const { QueryPlanner } = createRequire(import.meta.url)('@graphql-hive/router-query-planner')

/** Supergraphs whose planners are kept: the one that is served, and those of requests that began before a swap. */
const KEPT = 3

const planners = new Map()

process.on('message', ({ number, ...request }) => {
  let outcome
  try {
    outcome = answer(request)
  } catch (error) {
    outcome = { kind: 'refused', reason: error instanceof Error ? error.message : String(error) }
  }
  process.send({ number, ...outcome })
})

// It ends with the gateway, which goes on answering for a while after a signal to both.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})

function answer(request) {
  const { supergraph } = request
  if (request.kind === 'load') {
    planners.set(supergraph, new QueryPlanner(request.sdl))
    for (const old of [...planners.keys()].slice(0, -KEPT)) planners.delete(old)
    return { kind: 'loaded' }
  }
  const planner = planners.get(supergraph)
  if (!planner) return { kind: 'unknown' }
  const { document, operationName, activeLabels, share } = request
  const { node } = planner.plan(document, operationName, new Set(activeLabels), share)
  return { kind: 'planned', node: node ?? null }
}
