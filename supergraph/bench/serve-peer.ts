/**
 * The fastest gateway that can be put together from well-known parts: graphql-yoga in front of @apollo/gateway, whose own
 * way of calling subgraphs is replaced by undici. `serve-peer.ts SUPERGRAPH`
 */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ApolloGateway } from '@apollo/gateway'
import { type ExecutionArgs, getOperationAST } from 'graphql'
import { createYoga, type YogaInitialContext } from 'graphql-yoga'
import { Pool } from 'undici'

const gateway = new ApolloGateway({
  supergraphSdl: await readFile(process.argv[2] ?? '', 'utf8'),
  buildService({ url }) {
    const { origin, pathname } = new URL(url ?? '')
    const pool = new Pool(origin, { connections: 64 })
    return {
      async process({ request: { query, variables } }) {
        const answer = await pool.request({
          path: pathname,
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query, variables }),
        })
        return (await answer.body.json()) as { data: Record<string, unknown> }
      },
    }
  },
})
const { schema, executor } = await gateway.load()
const logger = { debug() {}, info() {}, warn() {}, error() {} }
const cache = { get: async () => undefined, set: async () => {}, delete: async () => false }

const execute = (args: ExecutionArgs) => {
  const { params } = args.contextValue as YogaInitialContext
  const operation = getOperationAST(args.document, args.operationName)
  if (!operation) throw new Error('the document has no operation')
  const query = params.query ?? ''
  const context = {
    schema,
    document: args.document,
    operation,
    operationName: args.operationName ?? null,
    request: { query, variables: args.variableValues ?? {} },
    source: query,
    // The key of its cache of plans.
    queryHash: query,
    context: {},
    metrics: {},
    cache,
    logger,
  }
  // Without what only @apollo/server reads.
  return executor(context as unknown as Parameters<typeof executor>[0])
}
const yoga = createYoga({
  schema,
  plugins: [{ onExecute: ({ setExecuteFn }: { setExecuteFn(fn: unknown): void }) => setExecuteFn(execute) }],
  logging: false,
  maskedErrors: false,
  maxRequestBodySize: false,
})
const server = createServer(yoga)
server.keepAliveTimeout = 65_000
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
const { port } = server.address() as AddressInfo
process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`)
