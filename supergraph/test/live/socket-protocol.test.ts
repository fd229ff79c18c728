import { once } from 'node:events'
import { connect } from 'node:net'
import { eventually } from '@orion/common/testing/test-system'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { startTestGateway } from '../support/gateway.ts'
import { startOrion } from '../support/orion.ts'
import type { SubgraphServer } from '../support/subgraph-server.ts'

const SUBSCRIBE = { id: '1', type: 'subscribe', payload: { query: '{ open }' } }

/** A gateway whose `open` is answered by one subgraph. */
interface Target {
  url: string
  subgraph: SubgraphServer
  stop(): Promise<void>
}

const TARGETS: [string, () => Promise<Target>][] = [
  [
    'any supergraph',
    async () => {
      const { url, subgraphs, stop } = await startTestGateway({
        one: {
          sdl: 'type Query { open: String } type Subscription { ticks: Int }',
          resolvers: { Query: { open: () => 'for all' } },
        },
      })
      return { url: url.replace('http', 'ws'), subgraph: subgraphs.one, stop }
    },
  ],
  [
    'Orion',
    async () => {
      const orion = await startOrion()
      const { director } = orion.subgraphs
      if (!director) throw new Error('the director is missing')
      return { url: orion.socketUrl, subgraph: director, stop: orion.stop }
    },
  ],
]

describe.each(TARGETS)('the graphql-ws protocol, for %s', (_name, start) => {
  let target: Target
  beforeAll(async () => {
    target = await start()
  })
  afterAll(() => target.stop())

  const open = async (protocol: string | string[] = 'graphql-transport-ws') => {
    const socket = new WebSocket(target.url, protocol)
    const received: Record<string, unknown>[] = []
    socket.on('message', data => received.push(JSON.parse(String(data))))
    const closed = once(socket, 'close').then(([code]) => code as number)
    await once(socket, 'open')
    const send = (message: unknown) =>
      socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message))
    const receive = async (count: number) => {
      while (received.length < count) await once(socket, 'message')
      return received
    }
    return { socket, closed, send, receive }
  }
  /** Lets the subgraph answer nothing until the test ends. */
  const stall = () => {
    target.subgraph.misbehave(() => true)
    onTestFinished(() => target.subgraph.misbehave(null))
  }
  const begun = async () => {
    const client = await open()
    client.send({ type: 'connection_init' })
    await client.receive(1)
    return client
  }

  it('acknowledges, answers and completes', async () => {
    const { send, receive, socket } = await begun()
    send(SUBSCRIBE)
    expect(await receive(3)).toMatchObject([
      { type: 'connection_ack' },
      { id: '1', type: 'next', payload: { data: { open: 'for all' } } },
      { id: '1', type: 'complete' },
    ])
    socket.close()
  })

  it.each([
    ['of too many levels', 4400, '{"a":'.repeat(30)],
    ['of too many values', 4400, `[${'1,'.repeat(20_000)}`],
    ['of more than 256 KiB', 1009, `"${'x'.repeat(256 * 1024)}"`],
  ])('closes on a message %s before it is parsed', async (_what, code, message) => {
    const { send, closed } = await begun()
    send(message)
    expect(await closed).toBe(code)
  })

  it('answers pings with their payload', async () => {
    const { send, receive, socket } = await begun()
    send({ type: 'ping', payload: { n: 1 } })
    expect((await receive(2))[1]).toEqual({ type: 'pong', payload: { n: 1 } })
    socket.close()
  })

  it('tells an invalid operation by an error message, and goes on', async () => {
    const { send, receive, socket } = await begun()
    send({ id: '1', type: 'subscribe', payload: { query: '{ nothing }' } })
    expect((await receive(2))[1]).toMatchObject({
      id: '1',
      type: 'error',
      payload: [{ message: expect.stringContaining('nothing') }],
    })
    send(SUBSCRIBE)
    expect((await receive(3))[2]).toMatchObject({ id: '1', type: 'next' })
    socket.close()
  })

  const subscribe = (payload: unknown) => ({ id: '1', type: 'subscribe', payload })

  it('tells of a refusal what is for clients, and nothing of how it would be told over HTTP', async () => {
    const { send, receive, socket } = await begun()
    send(subscribe({ query: `{ ${'open '.repeat(60)} }` }))
    const code = { extensions: { code: 'OPERATION_TOO_LARGE' } }
    const message = expect.any(String)
    expect((await receive(2))[1]).toEqual({ id: '1', type: 'error', payload: [{ message, ...code }] })
    const variables = { many: Array.from({ length: 10_050 }, () => 1) }
    send(subscribe({ query: '{ open }', variables }))
    expect((await receive(3))[2]).toEqual({
      id: '1',
      type: 'next',
      payload: { errors: [{ message, ...code }] },
    })
    socket.close()
  })

  it.each([
    ['no JSON', '{'],
    ['nothing', ''],
    ['no message', '[]'],
    ['null', 'null'],
    ['bytes that are no text', Buffer.from([0, 255, 123, 125])],
    ['no type', { id: '1' }],
    ['an unknown type', { type: 'hello' }],
    ['the type of an older protocol', { id: '1', type: 'start', payload: { query: '{ open }' } }],
    ['a message that only servers send', { type: 'connection_ack' }],
    ['a ping whose payload is a text', { type: 'ping', payload: 'now' }],
    ['a complete without an id', { type: 'complete' }],
    ['a subscribe without an id', { type: 'subscribe', payload: { query: '{ open }' } }],
    ['a subscribe with an empty id', { ...SUBSCRIBE, id: '' }],
    ['a subscribe with a number for its id', { ...SUBSCRIBE, id: 1 }],
    ['a subscribe without a payload', { id: '1', type: 'subscribe' }],
    ['a subscribe without a query', subscribe({})],
    ['a subscribe with a list for its query', subscribe({ query: ['{ open }'] })],
    ['a subscribe with a text for its variables', subscribe({ query: '{ open }', variables: 'x' })],
    ['a subscribe with a number for its operation', subscribe({ query: '{ open }', operationName: 1 })],
  ])('closes with 4400 for %s', async (_, message) => {
    const { send, closed } = await begun()
    send(message)
    expect(await closed).toBe(4400)
  })

  it('closes with 4400 for a beginning whose payload is a text', async () => {
    const { send, closed } = await open()
    send({ type: 'connection_init', payload: 'me' })
    expect(await closed).toBe(4400)
  })

  it('answers a ping before the beginning, and takes a pong that nobody asked for', async () => {
    const { send, receive, socket } = await open()
    send({ type: 'ping' })
    send({ type: 'pong' })
    send({ type: 'connection_init' })
    expect(await receive(2)).toEqual([{ type: 'pong' }, { type: 'connection_ack' }])
    socket.close()
  })

  it('takes messages as bytes, as it takes them as text', async () => {
    const { send, receive, socket } = await open()
    send(Buffer.from(JSON.stringify({ type: 'connection_init' })))
    expect(await receive(1)).toEqual([{ type: 'connection_ack' }])
    socket.close()
  })

  it('ends what the client completes, and lets it use the id again', async () => {
    stall()
    const { send, receive, socket } = await begun()
    const asked = target.subgraph.calls.length
    send(SUBSCRIBE)
    await eventually(() => target.subgraph.calls.length > asked)
    send({ id: '1', type: 'complete' })
    send({ id: 'of nothing', type: 'complete' })
    target.subgraph.misbehave(null)
    send(subscribe({ query: '{ again: open }' }))
    expect((await receive(3)).slice(1)).toMatchObject([
      { id: '1', type: 'next', payload: { data: { again: 'for all' } } },
      { id: '1', type: 'complete' },
    ])
    socket.close()
  })

  it('closes with 4401 when something is asked before the acknowledgement', async () => {
    const { send, closed } = await open()
    send(SUBSCRIBE)
    expect(await closed).toBe(4401)
  })

  it('closes with 4401 when the acknowledgement is not waited for', async () => {
    const { send, closed } = await open()
    send({ type: 'connection_init' })
    send(SUBSCRIBE)
    expect(await closed).toBe(4401)
  })

  it('closes with 4406 for another protocol', async () => {
    const { closed } = await open([])
    expect(await closed).toBe(4406)
  })

  it('closes with 4408 when nobody begins', async () => {
    const { closed } = await open()
    expect(await closed).toBe(4408)
  })

  it('closes with 4409 for an id that is in use', async () => {
    stall()
    const { send, closed } = await begun()
    send(SUBSCRIBE)
    send(SUBSCRIBE)
    expect(await closed).toBe(4409)
  })

  it('stops asking for a client who left', async () => {
    const cut = new Promise<void>(resolve => {
      target.subgraph.misbehave((_, response) => {
        response.on('close', resolve)
        return true
      })
      onTestFinished(() => target.subgraph.misbehave(null))
    })
    const { send, socket } = await begun()
    const asked = target.subgraph.calls.length
    send(SUBSCRIBE)
    await eventually(() => target.subgraph.calls.length > asked)
    socket.close()
    await cut
  })

  it('closes with 4429 for a second beginning', async () => {
    const { send, closed } = await begun()
    send({ type: 'connection_init' })
    expect(await closed).toBe(4429)
  })

  it('closes with 4429 for a second beginning at once', async () => {
    const { send, closed } = await open()
    send({ type: 'connection_init' })
    send({ type: 'connection_init' })
    expect(await closed).toBe(4429)
  })

  it('closes with 1009 for a message that is too long', async () => {
    const { send, closed } = await begun()
    send({ type: 'ping', payload: { text: 'x'.repeat(1024 * 1024) } })
    expect(await closed).toBe(1009)
  })

  it('refuses more operations than one connection may have', async () => {
    stall()
    const { send, receive, socket } = await begun()
    for (let id = 0; id <= 100; id++) send({ ...SUBSCRIBE, id: String(id) })
    expect((await receive(2))[1]).toMatchObject({
      id: '100',
      type: 'error',
      payload: [{ extensions: { code: 'TOO_MANY_OPERATIONS' } }],
    })
    socket.close()
  })

  it.each(['/other', '/graphql', '/ws'])('bears clients that break off while they ask for %s', async path => {
    for (let clients = 0; clients < 10; clients++) {
      const client = await askFor(path)
      client.resetAndDestroy()
    }
    const { send, receive, socket } = await begun()
    send(SUBSCRIBE)
    expect(await receive(3)).toHaveLength(3)
    socket.close()
  })

  it('lets go of clients that it refuses, also when they stay', async () => {
    const client = await askFor('/other')
    const [answer] = await once(client, 'data')
    expect(String(answer)).toContain('404 Not Found')
    const broken = once(client, 'error')
    const writing = setInterval(() => client.write('still here'), 20)
    expect(String(await broken)).toMatch(/EPIPE|ECONNRESET/)
    clearInterval(writing)
  })

  /** A bare connection that asked to become a WebSocket, and closes its side only when told to. */
  const askFor = async (path: string) => {
    const { hostname, port } = new URL(target.url)
    const client = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
    client.on('error', () => {})
    await once(client, 'connect')
    const key = 'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-version: 13'
    client.write(
      `GET ${path} HTTP/1.1\r\nhost: gateway.test\r\nconnection: upgrade\r\nupgrade: websocket\r\n${key}\r\n\r\n`,
    )
    return client
  }
})
