import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLogger } from '@orion/common/logging'
import { type ServeOptions, serveSupergraph } from '../../src/serve-supergraph.ts'
import { type SubgraphServer, serveSubgraph } from './subgraph-server.ts'
import { compose, type TestSubgraph } from './supergraph.ts'

/** An answer of a GraphQL server. */
export interface GraphQLAnswer {
  status: number
  contentType: string
  data?: Record<string, unknown> | null
  extensions?: Record<string, unknown>
  errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[]
}

/** Posts an operation. */
export async function post(
  url: string,
  body: { query: string; variables?: Record<string, unknown>; operationName?: string },
  headers: Record<string, string> = {},
): Promise<GraphQLAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const contentType = response.headers.get('content-type') ?? ''
  return { status: response.status, contentType, ...JSON.parse(await response.text()) }
}

/** A gateway that serves subgraphs of a test, all over real HTTP. */
export interface TestGateway<Name extends string> {
  /** Address of the GraphQL endpoint. */
  url: string
  origin: string
  /** The supergraph's file, which the gateway watches. */
  file: string
  subgraphs: Record<Name, SubgraphServer>
  /** Composes other schemas at the same addresses. */
  composeAgain(subgraphs: Record<Name, TestSubgraph>): string
  stop(): Promise<void>
}

/** Starts subgraphs and a gateway over them, with nothing else: no Redis, no sign-in, no REST. */
export async function startTestGateway<Name extends string>(
  definitions: Record<Name, TestSubgraph>,
  options: Partial<ServeOptions> = {},
): Promise<TestGateway<Name>> {
  const names = Object.keys(definitions) as Name[]
  const started = await Promise.all(names.map(name => serveSubgraph(definitions[name])))
  const subgraphs = Object.fromEntries(names.map((name, at) => [name, started[at]])) as Record<
    Name,
    SubgraphServer
  >
  const composeAgain = (parts: Record<Name, TestSubgraph>) =>
    compose(Object.fromEntries(names.map(name => [name, { ...parts[name], url: subgraphs[name].url }])))
  const folder = await mkdtemp(join(tmpdir(), 'orion-gateway-'))
  const file = join(folder, 'supergraph.graphql')
  await writeFile(file, composeAgain(definitions))
  const gateway = await serveSupergraph({ file, port: 0, log: createLogger('gateway', 'silent'), ...options })
  return {
    url: `${gateway.url}/graphql`,
    origin: gateway.url,
    file,
    subgraphs,
    composeAgain,
    async stop() {
      await gateway.stop()
      await Promise.all(started.map(server => server.kill()))
      await rm(folder, { recursive: true, force: true })
    },
  }
}
