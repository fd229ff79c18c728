import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type DocumentNode, execute, parse } from 'graphql'
import { textOf } from '../subgraph-server.ts'
import { compose, subgraphSchema } from '../supergraph.ts'
import { type Faults, withFaults } from './faults.ts'
import { shop } from './subgraphs.ts'

/** The shop's subgraphs behind HTTP. Calls name their faults in the header `x-faults`. */
export interface ShopServers {
  supergraph: string
  stop(): Promise<void>
}

export async function serveShop(): Promise<ShopServers> {
  const servers = await Promise.all(
    Object.entries(shop).map(async ([name, subgraph]) => {
      const schema = withFaults(subgraphSchema(subgraph), ({ faults }: { faults: Faults }) => faults)
      const documents = new Map<string, DocumentNode>()
      const server = createServer(async (request, response) => {
        const faults: Faults = JSON.parse(String(request.headers['x-faults']))
        const { query, variables } = JSON.parse(await textOf(request))
        if (faults.down === name) {
          response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Out of order</h1>')
          return
        }
        const document = documents.get(query) ?? parse(query)
        documents.set(query, document)
        const result = await execute({
          schema,
          document,
          variableValues: variables,
          contextValue: { faults },
        })
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result))
      })
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
      const { port } = server.address() as AddressInfo
      return { name, server, url: `http://127.0.0.1:${port}/graphql` }
    }),
  )
  return {
    supergraph: compose(
      Object.fromEntries(servers.map(({ name, url }) => [name, { sdl: shop[name]?.sdl ?? '', url }])),
    ),
    async stop() {
      for (const { server } of servers) {
        server.closeAllConnections()
        await new Promise(resolve => server.close(resolve))
      }
    },
  }
}
