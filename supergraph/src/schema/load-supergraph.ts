import { createHash } from 'node:crypto'
import { DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals'
import { type GraphQLSchema, parse } from 'graphql'
import { type FieldRules, readFieldRules } from '../authorize/field-rules.ts'
import { type CostRules, readCostRules } from '../cost/cost-rules.ts'
import { withDefer } from '../defer/defer-directive.ts'
import type { Executor } from '../execution/executor.ts'
import { withExecutableDirectives } from './executable-directives.ts'

/** A subgraph as the supergraph names it. */
export interface SubgraphAddress {
  name: string
  url: string
}

/** A supergraph that was checked and can be served. Never changed: a new file makes a new one. */
export interface LoadedSupergraph {
  /** SHA-256 of the file's text, in hex. */
  id: string
  sdl: string
  /** What clients see. */
  schema: GraphQLSchema
  subgraphs: SubgraphAddress[]
  /** Who may read which field. */
  rules: FieldRules
  /** What its fields cost. */
  costs: CostRules
  executor: Executor
}

/** What makes an executor for a supergraph that was checked. */
export type ExecutorFactory = (supergraph: {
  sdl: string
  schema: GraphQLSchema
  subgraphs: SubgraphAddress[]
}) => Executor

/** What this gateway enforces itself, before planning or in its executor, of what a supergraph may demand (`for:`). */
const ENFORCED_FEATURES = new Set([
  ...DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES,
  'https://specs.apollo.dev/authenticated/v0.1',
  'https://specs.apollo.dev/requiresScopes/v0.1',
  'https://specs.apollo.dev/context/v0.1',
])

/**
 * Checks a supergraph as @apollo/gateway does, with the library that it is made of itself, and prepares it for serving.
 * @throws with the reason when the text is not a supergraph, or demands a feature that nobody here would enforce.
 */
export function loadSupergraph(sdl: string, createExecutor: ExecutorFactory): LoadedSupergraph {
  const document = parse(sdl)
  const supergraph = Supergraph.build(document, { supportedFeatures: ENFORCED_FEATURES })
  supergraph.subgraphs() // checks each of them, which planning would only do once it comes to that
  const subgraphs = [...supergraph.subgraphsMetadata()]
  const api = supergraph.apiSchema().toGraphQLJSSchema()
  const schema = withDefer(withExecutableDirectives(api, document))
  return {
    id: createHash('sha256').update(sdl).digest('hex'),
    sdl,
    schema,
    subgraphs,
    rules: readFieldRules(document),
    costs: readCostRules(document),
    executor: createExecutor({ sdl, schema, subgraphs }),
  }
}
