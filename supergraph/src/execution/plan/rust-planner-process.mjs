/** The process in which the Rust planner plans: where it meets what it did not expect, it ends its process at once. */
import { createRequire } from 'node:module'
import { answerRequests } from './answer-requests.mjs'

const { QueryPlanner } = createRequire(import.meta.url)('@graphql-hive/router-query-planner')

answerRequests(sdl => {
  const planner = new QueryPlanner(sdl)
  return ({ document, operationName, activeLabels, share }) =>
    planner.plan(document, operationName, new Set(activeLabels), share).node
})
