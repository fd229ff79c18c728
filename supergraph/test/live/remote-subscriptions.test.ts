import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { eventually } from '@orion/common/testing/test-system'
import type { Client } from 'graphql-ws'
import { useServer } from 'graphql-ws/use/ws'
import { createYoga } from 'graphql-yoga'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { createEventQueue, type EventQueue } from '../../src/live/event-queue.ts'
import { startTestGateway, type TestGateway } from '../support/gateway.ts'
import { connect, listen } from '../support/live-client.ts'
import { subgraphSchema, type TestSubgraph } from '../support/supergraph.ts'

const QUERY = 'subscription { scored { id points name } }'

/** A subgraph of another maker, with subscriptions by one of the two protocols. */
class Remote {
  readonly feeds = new Set<EventQueue<unknown>>()
  readonly authorizations: unknown[] = []
  readonly definition: TestSubgraph = {
    sdl: `type Query { unused: Int } type Subscription { scored: Player refused: Player }
      type Player @key(fields: "id") { id: ID! points: Int }`,
    resolvers: {
      Subscription: {
        scored: {
          subscribe: (_root: unknown, _args: unknown, context: { authorization?: unknown }) => {
            this.authorizations.push(context.authorization)
            const feed: EventQueue<unknown> = createEventQueue(() => this.feeds.delete(feed))
            this.feeds.add(feed)
            return feed
          },
        },
        refused: {
          subscribe() {
            throw new Error('not today')
          },
        },
      },
    },
  }
  private server: Server | null = null
  private readonly sockets = new Set<Socket>()

  async start(protocol: 'sse' | 'ws', port = 0): Promise<number> {
    const schema = subgraphSchema(this.definition)
    const yoga = createYoga({
      schema,
      logging: false,
      maskedErrors: false,
      context: ({ request }) => ({ authorization: request.headers.get('authorization') }),
    })
    const server = createServer((request, response) => {
      if (protocol === 'sse') return yoga(request, response)
      return response
        .writeHead(400, { 'content-type': 'application/json' })
        .end('{"errors":[{"message":"no"}]}')
    })
    this.server = server
    server.on('connection', socket => {
      this.sockets.add(socket)
      socket.on('close', () => this.sockets.delete(socket))
    })
    if (protocol === 'ws') {
      const context = ({ connectionParams = {} }) => connectionParams
      useServer({ schema, context }, new WebSocketServer({ server, path: '/graphql' }))
    }
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }

  push(id: string, points: number): void {
    for (const feed of this.feeds) feed.push({ scored: { id, points } })
  }

  async kill(): Promise<void> {
    this.feeds.clear()
    const closed = new Promise<void>(resolve => this.server?.close(() => resolve()))
    for (const socket of this.sockets) socket.destroy()
    await closed
  }
}

describe.each(['sse', 'ws'] as const)('a subgraph that speaks %s', protocol => {
  const remote = new Remote()
  let port: number
  let gateway: TestGateway<'scores' | 'players'>
  const clients: Client[] = []
  beforeAll(async () => {
    port = await remote.start(protocol)
    process.env['ORION_SUBSCRIPTION_URL_SCORES'] = `http://127.0.0.1:${port}/graphql`
    gateway = await startTestGateway({
      scores: remote.definition,
      players: {
        sdl: 'type Query { players: Int } type Player @key(fields: "id") { id: ID! name: String }',
        resolvers: {
          Player: { __resolveReference: ({ id }: { id: string }) => ({ id }), name: () => 'Ada' },
        },
      },
    })
  })
  afterAll(async () => {
    delete process.env['ORION_SUBSCRIPTION_URL_SCORES']
    await gateway.stop()
    await remote.kill()
  })
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose()
    await eventually(() => remote.feeds.size === 0, 'the end of what was subscribed to')
  })

  const open = (token: string | null = null) => {
    const client = connect(gateway.url.replace('http', 'ws'), token)
    clients.push(client)
    return client
  }
  const overHttp = (accept: string, leave = new AbortController(), body: unknown = { query: QUERY }) =>
    fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify(body),
      signal: leave.signal,
    })
  const feeds = (count: number) => eventually(() => remote.feeds.size === count, `${count} subscriptions`)

  it('is joined with fields of other subgraphs', async () => {
    const listening = listen(open(), QUERY)
    await feeds(1)
    remote.push('7', 3)
    remote.push('7', 4)
    expect(await listening.until(2)).toEqual([
      { data: { scored: { id: '7', points: 3, name: 'Ada' } } },
      { data: { scored: { id: '7', points: 4, name: 'Ada' } } },
    ])
  })

  it('is told over HTTP as Apollo’s clients ask for it, until they leave', async () => {
    const leave = new AbortController()
    const response = await overHttp(
      'multipart/mixed;boundary="graphql";subscriptionSpec=1.0, application/json',
      leave,
    )
    expect(response.headers.get('content-type')).toBe(
      'multipart/mixed; boundary="graphql"; subscriptionSpec=1.0',
    )
    const parts = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    await feeds(1)
    remote.push('7', 3)
    let text = ''
    const head = '\r\ncontent-type: application/json\r\n\r\n'
    const payload = '{"payload":{"data":{"scored":{"id":"7","points":3,"name":"Ada"}}}}'
    const whole = `\r\n--graphql${head}{}\r\n--graphql${head}${payload}\r\n--graphql`
    while (text.length < whole.length) text += (await parts?.read())?.value
    expect(text).toBe(whole)
    leave.abort()
    await feeds(0)
  })

  it('is not subscribed to for who would take one answer only', async () => {
    const refused = await overHttp('application/json')
    expect(refused.status).toBe(406)
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_ACCEPTABLE' } }] })
    const batch = await overHttp('text/event-stream, application/json', undefined, [{ query: QUERY }])
    expect(await batch.text()).toContain('NOT_ACCEPTABLE')
    expect(remote.feeds.size).toBe(0)
  })

  it('is subscribed to once for all who want the same, and left with the last of them', async () => {
    const all = Array.from({ length: 10 }, () => listen(open(), QUERY))
    await feeds(1)
    await eventually(async () => {
      remote.push('7', 3)
      return all.every(({ received }) => received.length > 0)
    })
    for (const client of clients.splice(1)) await client.dispose()
    expect(remote.feeds.size).toBe(1)
    all[0]?.stop()
    await feeds(0)
  })

  it('is told in full why the subgraph refuses', async () => {
    const listening = listen(open(), 'subscription { refused { id } }')
    await listening.ended
    expect(JSON.stringify(listening.received)).toContain('not today')
  })

  it('is subscribed to again when the connection is lost', async () => {
    const listening = listen(open(), QUERY)
    await feeds(1)
    await remote.kill()
    await remote.start(protocol, port)
    await feeds(1)
    remote.push('8', 1)
    expect(await listening.until(1)).toMatchObject([{ data: { scored: { id: '8' } } }])
  })

  it('is told to clients as unreachable when it cannot be reached', async () => {
    await remote.kill()
    const listening = listen(open(), QUERY)
    await listening.ended
    expect(listening.received).toMatchObject([
      {
        errors: [
          {
            message: expect.stringContaining('scores cannot be subscribed to'),
            extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' },
          },
        ],
      },
    ])
    await remote.start(protocol, port)
  })
})
