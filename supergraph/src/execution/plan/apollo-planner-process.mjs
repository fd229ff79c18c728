/**
 * The process in which Apollo's planner plans: there are operations over which it goes in a circle and gathers ever more, until
 * its process has no memory left.
 */
import { operationFromDocument, Supergraph } from '@apollo/federation-internals'
import { QueryPlanner } from '@apollo/query-planner'
import { parse } from 'graphql'
import { answerRequests } from './answer-requests.mjs'

answerRequests(sdl => {
  const supergraph = Supergraph.build(sdl, { supportedFeatures: null, validateSupergraph: false })
  const planner = new QueryPlanner(supergraph)
  const api = supergraph.apiSchema()
  return ({ document, operationName, labels }) => {
    const operation = operationFromDocument(api, parse(document), operationName ? { operationName } : {})
    return planner.buildQueryPlan(operation, { overrideConditions: new Map(labels) }).node
  }
})
