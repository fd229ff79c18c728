/** Supergraphs whose planners are kept: the one that is served, and those of requests that began before a swap. */
const KEPT = 3

/**
 * What a process does that plans: it answers what planner-process.ts asks, one request after the other.
 * @param createPlanner makes the planner of a supergraph: a function that plans a request
 */
export function answerRequests(createPlanner) {
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
      planners.set(supergraph, createPlanner(request.sdl))
      for (const old of [...planners.keys()].slice(0, -KEPT)) planners.delete(old)
      return { kind: 'loaded' }
    }
    const plan = planners.get(supergraph)
    return plan ? { kind: 'planned', node: plan(request) ?? null } : { kind: 'unknown' }
  }
}
