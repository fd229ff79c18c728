import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { execute, parse, validate } from 'graphql'
import { subgraphSchema, type TestSubgraph } from './supergraph.ts'

/** A call that a subgraph server got. */
export interface ReceivedCall {
  headers: IncomingMessage['headers']
  query: string
  variables: Record<string, unknown>
}

/** Answers a request in its own way, instead of the subgraph; true when it did. */
export type Misbehaviour = (request: IncomingMessage, response: ServerResponse) => boolean

/** A subgraph behind real HTTP, whose manners a test can spoil. */
export interface SubgraphServer {
  url: string
  origin: string
  calls: ReceivedCall[]
  /** What it does instead of answering; null to be good again. */
  misbehave(how: Misbehaviour | null): void
  /** Ends it as a kill would: connections are cut. */
  kill(): Promise<void>
  /** Serves again, at the same address, after it was killed. */
  restart(): Promise<void>
}

/** Serves a subgraph on a free port. `routes` answers what is not GraphQL; true when it did. */
export async function serveSubgraph(
  subgraph: TestSubgraph,
  routes: Misbehaviour = () => false,
): Promise<SubgraphServer> {
  const schema = subgraphSchema(subgraph)
  const calls: ReceivedCall[] = []
  let misbehaviour: Misbehaviour | null = null
  const sockets = new Set<Socket>()
  const server = createServer(async (request, response) => {
    if (request.url !== '/graphql') {
      if (!routes(request, response)) response.writeHead(404).end('{}')
      return
    }
    const { query, variables } = JSON.parse(await textOf(request))
    calls.push({ headers: request.headers, query, variables })
    if (misbehaviour?.(request, response)) return
    const document = parse(query)
    const problems = validate(schema, document)
    const contextValue = { headers: request.headers }
    const result =
      problems.length > 0
        ? { errors: problems }
        : await execute({ schema, document, variableValues: variables, contextValue })
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result))
  })
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const listen = (at: number) => new Promise<void>(resolve => server.listen(at, '127.0.0.1', resolve))
  await listen(0)
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}/graphql`,
    calls,
    misbehave(how) {
      misbehaviour = how
    },
    restart: () => listen(port),
    kill: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** The body of a request. */
export async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
