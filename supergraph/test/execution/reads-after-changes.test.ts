import { getOperationAST, parse } from 'graphql'
import { afterEach, expect, it } from 'vitest'
import { NOTHING_DENIED } from '../../src/authorize/denied-fields.ts'
import { createExecutor } from '../../src/execution/create-executor.ts'
import { createSubgraphConnections } from '../../src/execution/fetch/subgraph-connections.ts'
import { loadSupergraph } from '../../src/schema/load-supergraph.ts'
import { post, startTestGateway } from '../support/gateway.ts'
import { serveSubgraph } from '../support/subgraph-server.ts'
import { anyCall, compose } from '../support/supergraph.ts'

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

/** A subgraph whose first answer takes until it is let go; it tells what was true when it was asked. */
function slowStock() {
  let stock = 0
  let reads = 0
  let letGo = () => {}
  const first = new Promise<void>(resolve => {
    letGo = resolve
  })
  const read = async () => {
    const seen = stock
    reads += 1
    if (reads === 1) await first
    return seen
  }
  return {
    letGo,
    fill: () => (stock += 1),
    isAsked: async () => {
      while (reads === 0) await new Promise(resolve => setTimeout(resolve, 5))
    },
    subgraph: {
      sdl: `type Query { stock: Int } type Mutation { fill: Int } type Subscription { filled: Item }
        type Item @key(fields: "id") { id: ID! stock: Int }`,
      resolvers: {
        Query: { stock: read },
        Mutation: { fill: () => (stock += 1) },
        Item: { __resolveReference: (item: object) => item, stock: read },
      },
    },
  }
}

it('a client who changed something is not told what was read before, though others still wait for that', async () => {
  const { subgraph, letGo, isAsked } = slowStock()
  const gateway = await startTestGateway({ stock: subgraph })
  stops.push(gateway.stop)
  const before = post(gateway.url, { query: '{ stock }' })
  await isAsked()
  await post(gateway.url, { query: 'mutation { fill }' })
  const after = post(gateway.url, { query: '{ stock }' })
  await post(gateway.url, { query: '{ __typename }' })
  letGo()
  expect((await before).data).toEqual({ stock: 0 })
  expect((await after).data).toEqual({ stock: 1 })
})

it('an event is completed with what is true when it happens, though an earlier one still waits', async () => {
  const { subgraph, letGo, isAsked, fill } = slowStock()
  const server = await serveSubgraph(subgraph)
  const connections = createSubgraphConnections()
  stops.push(server.kill, connections.close)
  const events = {
    sdl: 'type Subscription { sold: Item } type Item @key(fields: "id", resolvable: false) { id: ID! }',
  }
  const supergraph = compose({ stock: { ...subgraph, url: server.url }, events })
  const { executor } = loadSupergraph(supergraph, ({ sdl, schema, subgraphs }) =>
    createExecutor({
      sdl,
      schema,
      clients: new Map(subgraphs.map(({ name, url }) => [name, connections.to(name, url)])),
    }),
  )
  const document = parse('subscription { sold { stock } }')
  const operation = getOperationAST(document)
  if (!operation) throw new Error('the test has no operation')
  const complete = () =>
    executor.completeEvent(
      { document, operation, variables: {}, denied: NOTHING_DENIED, trafficShare: 0 },
      { data: { sold: { __typename: 'Item', id: '1' } }, errors: [] },
      anyCall(),
    )
  const before = complete()
  await isAsked()
  fill()
  const after = complete()
  await new Promise(resolve => setImmediate(resolve))
  letGo()
  expect((await before).data).toBe('{"sold":{"stock":0}}')
  expect((await after).data).toBe('{"sold":{"stock":1}}')
})
