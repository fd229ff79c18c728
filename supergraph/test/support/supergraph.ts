import { buildSubgraphSchema } from '@apollo/subgraph'
import { type DocumentNode, type GraphQLSchema, getOperationAST, parse, validate } from 'graphql'
import { NOTHING_DENIED } from '../../src/authorize/denied-fields.ts'
import { composeSupergraph } from '../../src/compose/compose-supergraph.ts'
import { createExecutor } from '../../src/execution/create-executor.ts'
import type { Answer, CallContext, ExecutableOperation } from '../../src/execution/executor.ts'
import { createLocalClient } from '../../src/execution/fetch/local-client.ts'
import type { SubgraphClient } from '../../src/execution/fetch/subgraph-client.ts'
import type { JsonObject } from '../../src/execution/json.ts'
import { loadSupergraph } from '../../src/schema/load-supergraph.ts'

/** A subgraph of a test: its schema without the federation header, and its resolvers. */
export interface TestSubgraph {
  sdl: string
  resolvers?: Record<string, unknown>
  /** The version of federation; 2 by default. */
  federation?: 1 | 2
}

const HEADER = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@shareable", "@external", "@requires", "@provides", "@override", "@inaccessible", "@interfaceObject",
  "@tag", "@composeDirective", "@context", "@fromContext", "@authenticated", "@requiresScopes", "@policy", "@cost", "@listSize"
])\n`

export const PLANNERS = ['rust', 'apollo'] as const

/** An operation a subgraph was asked, with its variables. */
export interface AskedOperation {
  subgraph: string
  query: string
  variables: Record<string, unknown>
}

/** The federation header in front of a test's schema. */
export const federated = (sdl: string) => HEADER + sdl

const schemaText = ({ sdl, federation }: TestSubgraph) => (federation === 1 ? sdl : federated(sdl))

/** The executable schema of a test's subgraph. */
export function subgraphSchema(subgraph: TestSubgraph): GraphQLSchema {
  const { resolvers = {} } = subgraph
  return buildSubgraphSchema([{ typeDefs: parse(schemaText(subgraph)), resolvers: resolvers as never }])
}

/** Composes subgraphs; fails the test with composition's words when they do not fit. */
export function compose(subgraphs: Record<string, TestSubgraph & { url?: string }>): string {
  const composition = composeSupergraph(
    Object.entries(subgraphs).map(([name, { url, ...subgraph }]) => ({
      name,
      url: url ?? `http://${name}.test/graphql`,
      file: name,
      sdl: schemaText(subgraph),
    })),
  )
  if (!composition.composed) throw new Error(composition.problems.join('\n'))
  return composition.supergraphSdl
}

/** A call of nobody in particular. */
export const anyCall = (): CallContext => ({ headersFor: () => ({}), rightsKey: '' })

/** Serves subgraphs of this process through the executor, with one of the planners. */
export async function federate(
  subgraphs: Record<string, TestSubgraph>,
  planner: (typeof PLANNERS)[number],
  { overrideLabels = [] }: { overrideLabels?: readonly string[] } = {},
) {
  const asked: AskedOperation[] = []
  const clients = new Map<string, SubgraphClient>(
    Object.entries(subgraphs).map(([name, subgraph]) => {
      const schema = subgraphSchema(subgraph)
      const local = createLocalClient(name, schema)
      const client: SubgraphClient = {
        name,
        ask(body, isRead, call) {
          const operation: Omit<AskedOperation, 'subgraph'> = JSON.parse(body)
          asked.push({ subgraph: name, ...operation })
          const [problem] = validate(schema, parse(operation.query))
          if (problem) throw new Error(`${name} cannot be asked ${operation.query}: ${problem.message}`)
          return local.ask(body, isRead, call)
        },
      }
      return [name, client]
    }),
  )
  let prepared = 0
  const { schema, executor } = loadSupergraph(compose(subgraphs), ({ sdl, schema }) =>
    createExecutor({
      sdl,
      schema,
      clients,
      planner,
      overrideLabels,
      onPrepared: milliseconds => {
        if (milliseconds !== null) prepared += 1
      },
    }),
  )
  const documents = new Map<string, DocumentNode>()

  /** The operation as the gateway would hand it to the executor; the same text is the same document. */
  const executable = (
    query: string,
    variables: Record<string, unknown>,
    { operationName, trafficShare = 0 }: RunOptions,
  ): ExecutableOperation => {
    const document = documents.get(query) ?? parse(query)
    documents.set(query, document)
    const operation = getOperationAST(document, operationName)
    if (!operation) throw new Error('the test names no operation')
    return { document, operation, variables, denied: NOTHING_DENIED, trafficShare }
  }

  return {
    asked,
    schema,
    /** How many operations were planned. */
    prepared: () => prepared,
    async run(query: string, variables: Record<string, unknown> = {}, options: RunOptions = {}) {
      const problems = validate(schema, parse(query))
      if (problems.length > 0) return { errors: problems.map(problem => problem.toJSON()) }
      return resultOf(await executor.execute(executable(query, variables, options), anyCall()))
    },
    /** Completes an event that a subscription's source tells. */
    async event(query: string, data: JsonObject) {
      const operation = executable(query, {}, {})
      const start = await executor.startOf(operation)
      const answer = await executor.completeEvent(operation, { data, errors: [] }, anyCall())
      return { start, ...resultOf(answer) }
    },
  }
}

/** How an operation is run. */
interface RunOptions {
  operationName?: string
  /** The request's share of the traffic, for progressive `@override`s. */
  trafficShare?: number
}

function resultOf({ data, errors }: Answer) {
  return {
    ...(data === null ? {} : { data: JSON.parse(data) }),
    ...(errors.length > 0 ? { errors } : {}),
  }
}
