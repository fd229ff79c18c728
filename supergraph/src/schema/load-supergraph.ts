import { createHash } from 'node:crypto'
import { ApolloGateway } from '@apollo/gateway'
import { type GraphQLSchema, parse, print } from 'graphql'
import { type FieldRules, readFieldRules } from '../authorize/field-rules.ts'
import { type CostRules, readCostRules } from '../cost/cost-rules.ts'
import { withDefer } from '../defer/defer-directive.ts'
import type { Executor } from '../execution/executor.ts'
import { markEnforcedFeatures } from './enforced-features.ts'

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

/**
 * Checks a supergraph with @apollo/gateway and prepares it for serving.
 * @throws with the reason when the text is not a supergraph, or asks for a feature that nobody here would enforce.
 */
export async function loadSupergraph(
  sdl: string,
  createExecutor: ExecutorFactory,
): Promise<LoadedSupergraph> {
  // Without this @apollo/gateway would send usage data to its makers.
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true'
  const document = parse(sdl)
  const subgraphs: SubgraphAddress[] = []
  const enforceable = print(markEnforcedFeatures(document))
  const gateway = new ApolloGateway({
    supergraphSdl: enforceable,
    validateSupergraph: true,
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    buildService: ({ name, url }) => {
      subgraphs.push({ name, url: url ?? '' })
      return { process: () => Promise.reject(new Error(`${name} is not called through @apollo/gateway`)) }
    },
  })
  const { schema: published } = await gateway.load()
  const schema = withDefer(published)
  await gateway.stop()
  return {
    id: createHash('sha256').update(sdl).digest('hex'),
    sdl,
    schema,
    subgraphs,
    rules: readFieldRules(document),
    costs: readCostRules(document),
    executor: createExecutor({ sdl: enforceable, schema, subgraphs }),
  }
}
