import { once } from 'node:events'
import { rename, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createLogger } from '@orion/common/logging'
import { eventually } from '@orion/common/testing/test-system'
import { createYoga } from 'graphql-yoga'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useFieldAuthorization } from '../../src/authorize/use-field-authorization.ts'
import { createSubgraphConnections } from '../../src/execution/fetch/subgraph-connections.ts'
import { startGateway } from '../../src/gateway.ts'
import { forwardHeaders } from '../../src/graphql/call-headers.ts'
import { useSupergraph } from '../../src/graphql/use-supergraph.ts'
import { createEventQueue } from '../../src/live/event-queue.ts'
import type { LoadedSupergraph } from '../../src/schema/load-supergraph.ts'
import { createSupergraphSource } from '../../src/schema/supergraph-source.ts'
import { executorOver } from '../../src/serve-supergraph.ts'
import { post, startTestGateway, type TestGateway } from '../support/gateway.ts'
import { connect, listen } from '../support/live-client.ts'
import { serveSubgraph } from '../support/subgraph-server.ts'
import { compose, subgraphSchema } from '../support/supergraph.ts'

const products = {
  sdl: 'type Query { products: [Product!]! } type Product @key(fields: "id") { id: ID! name: String! }',
  resolvers: {
    Query: { products: () => [{ id: '1', name: 'Desk' }] },
    Product: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Desk' }) },
  },
}
const prices = {
  sdl: 'type Product @key(fields: "id") { id: ID! price: Int }',
  resolvers: { Product: { __resolveReference: ({ id }: { id: string }) => ({ id, price: 10 }) } },
}
const ticks = createEventQueue<unknown>()
const clock = {
  sdl: 'type Query { time: Int } type Subscription { ticked: Product } type Product @key(fields: "id") { id: ID! }',
  resolvers: { Subscription: { ticked: { subscribe: () => ticks } } },
}
const QUERY = '{ products { name price } }'
const WHOLE = { products: [{ name: 'Desk', price: 10 }] }
const SWAPS = 100

describe('a supergraph file that changes', () => {
  let gateway: TestGateway<'products' | 'prices' | 'clock'>
  const clockServer = createServer(createYoga({ schema: subgraphSchema(clock), logging: false }))
  const log: { message: string; reason?: string }[] = []
  const served = () => log.filter(({ message }) => message === 'a new supergraph is served').length
  const refused = () => log.flatMap(({ reason }) => (reason ? [reason] : []))

  beforeAll(async () => {
    clockServer.listen(0, '127.0.0.1')
    await once(clockServer, 'listening')
    const { port } = clockServer.address() as AddressInfo
    process.env['ORION_SUBSCRIPTION_URL_CLOCK'] = `http://127.0.0.1:${port}/graphql`
    gateway = await startTestGateway(
      { products, prices, clock },
      {
        watchIntervalMs: 10,
        log: createLogger('gateway', 'info', { write: line => void log.push(JSON.parse(line)) }),
      },
    )
  })
  afterAll(async () => {
    await gateway.stop()
    delete process.env['ORION_SUBSCRIPTION_URL_CLOCK']
    clockServer.closeAllConnections()
    clockServer.close()
  })

  const version = (number: number) =>
    gateway.composeAgain({
      products: { sdl: `${products.sdl} extend type Query { version${number}: Int }` },
      prices,
      clock,
    })
  const rootFields = async () => {
    const { data } = await post(gateway.url, { query: '{ __schema { queryType { fields { name } } } }' })
    const { fields } = (data as { __schema: { queryType: { fields: { name: string }[] } } }).__schema
      .queryType
    return fields.map(({ name }) => name)
  }
  const swap = async (text: string) => {
    await writeFile(`${gateway.file}.new`, text)
    await rename(`${gateway.file}.new`, gateway.file)
  }
  const swapAndWait = async (text: string) => {
    const before = served()
    await swap(text)
    await eventually(() => served() > before, 'the new supergraph')
  }

  it(`is served anew ${SWAPS} times under load without a failed request, and subscriptions go on`, async () => {
    const client = connect(gateway.url.replace('http', 'ws'), null)
    const listening = listen(client, 'subscription { ticked { id name price } }')
    ticks.push({ ticked: { id: '1' } })
    await listening.until(1)

    let running = true
    let requests = 0
    const failures: unknown[] = []
    const load = Array.from({ length: 2 }, async () => {
      while (running) {
        const { status, data, errors } = await post(gateway.url, { query: QUERY })
        requests += 1
        if (status !== 200 || errors || JSON.stringify(data) !== JSON.stringify(WHOLE))
          failures.push({ status, data, errors })
      }
    })
    for (let number = 0; number < SWAPS; number++) await swapAndWait(version(number))
    running = false
    await Promise.all(load)
    expect(failures).toEqual([])
    expect(requests).toBeGreaterThan(SWAPS)
    expect(await rootFields()).toContain(`version${SWAPS - 1}`)

    ticks.push({ ticked: { id: '1' } })
    const joined = { data: { ticked: { id: '1', name: 'Desk', price: 10 } } }
    expect(await listening.until(2)).toEqual([joined, joined])
    await client.dispose()
  })

  it('is refused with the reason while it is written or broken, and the old one goes on', async () => {
    const text = version(1000)
    const half = text.slice(0, text.length / 2)
    const astray = text.replace(/http:[^"]*/, 'elsewhere')
    for (const broken of [half, '', 'this is no supergraph', 'type Query { products: Int }', astray]) {
      const before = refused().length
      await writeFile(gateway.file, broken)
      await eventually(() => refused().length > before, 'the refusal')
      expect(await post(gateway.url, { query: QUERY })).toMatchObject({ status: 200, data: WHOLE })
    }
    expect(refused()).toContainEqual(expect.stringContaining('Syntax Error'))
    // Each may be read once more while it is written, and refused twice.
    const isAstray = (reason: unknown) => /The subgraph \w+ has the address "elsewhere/.test(String(reason))
    await eventually(() => refused().some(isAstray), 'the refusal of the address')
    const before = served()
    await writeFile(gateway.file, text)
    await eventually(() => served() > before, 'the whole file')
    expect(await rootFields()).toContain('version1000')
  })

  it('lets what is under way end as it began, with subgraphs that are gone by then', async () => {
    const asked = new Promise<() => void>(resolve => {
      gateway.subgraphs.products.misbehave((_, response) => {
        resolve(() => response.end('{"data":{"products":[{"__typename":"Product","id":"1","name":"Desk"}]}}'))
        return true
      })
    })
    const underWay = post(gateway.url, { query: QUERY })
    const answer = await asked
    const { url } = gateway.subgraphs.products
    await swapAndWait(compose({ products: { sdl: products.sdl, url } }))
    gateway.subgraphs.products.misbehave(null)
    expect((await post(gateway.url, { query: QUERY })).errors?.[0]?.message).toContain('price')
    answer()
    expect(await underWay).toMatchObject({ status: 200, data: WHOLE })
  })
})

it('supergraphs that are served no more leave nothing behind', async () => {
  const server = await serveSubgraph(products)
  const connections = createSubgraphConnections()
  const seen: WeakRef<LoadedSupergraph>[] = []
  const supergraph = (number: number) =>
    compose({
      [`products${number}`]: {
        sdl: `${products.sdl} extend type Query { secret: Int @authenticated }`,
        url: server.url,
      },
    })
  const source = createSupergraphSource(supergraph(0), executorOver(connections), ({ subgraphs }) =>
    connections.keepOnly(subgraphs),
  )
  const log = createLogger('gateway', 'silent')
  const gateway = await startGateway({
    port: 0,
    log,
    plugins: [useFieldAuthorization(), useSupergraph(source, forwardHeaders(), log)],
  })
  for (let number = 1; number <= 10; number++) {
    source.replace(supergraph(number))
    seen.push(new WeakRef(source.current))
    const { data } = await post(`${gateway.url}/graphql`, { query: '{ products { name } secret }' })
    expect(data).toEqual({ products: [{ name: 'Desk' }], secret: null })
  }
  expect(connections.circuits()).toEqual([{ subgraph: 'products10', circuit: 'closed' }])
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void
  await eventually(() => {
    collectGarbage()
    return seen.filter(reference => reference.deref()).length === 1
  }, 'the end of all but the last')
  expect(source.current.subgraphs[0]?.name).toBe('products10')
  await gateway.stop()
  await connections.close()
  await server.kill()
})
