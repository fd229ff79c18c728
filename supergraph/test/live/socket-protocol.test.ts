import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startTestGateway, type TestGateway } from '../support/gateway.ts'

const SUBSCRIBE = { id: '1', type: 'subscribe', payload: { query: '{ hello }' } }

describe('the graphql-ws protocol', () => {
  let gateway: TestGateway<'one'>
  beforeAll(async () => {
    gateway = await startTestGateway({
      one: {
        sdl: 'type Query { hello: String slow: String } type Subscription { ticks: Int }',
        resolvers: { Query: { hello: () => 'world', slow: () => new Promise(() => {}) } },
      },
    })
  })
  afterAll(() => gateway.stop())

  const open = async (protocol: string | string[] = 'graphql-transport-ws') => {
    const socket = new WebSocket(gateway.url.replace('http', 'ws'), protocol)
    const received: Record<string, unknown>[] = []
    socket.on('message', data => received.push(JSON.parse(String(data))))
    const closed = once(socket, 'close').then(([code]) => code as number)
    await once(socket, 'open')
    const send = (message: unknown) =>
      socket.send(typeof message === 'string' ? message : JSON.stringify(message))
    const receive = async (count: number) => {
      while (received.length < count) await once(socket, 'message')
      return received
    }
    return { socket, closed, send, receive }
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
    expect(await receive(3)).toEqual([
      { type: 'connection_ack' },
      { id: '1', type: 'next', payload: { data: { hello: 'world' } } },
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

  it.each([
    ['no JSON', '{'],
    ['no message', '[]'],
    ['an unknown type', { type: 'hello' }],
    ['a subscribe without an id', { type: 'subscribe', payload: { query: '{ hello }' } }],
    ['a subscribe without a query', { id: '1', type: 'subscribe', payload: {} }],
    ['a message that only servers send', { type: 'connection_ack' }],
  ])('closes with 4400 for %s', async (_, message) => {
    const { send, closed } = await begun()
    send(message)
    expect(await closed).toBe(4400)
  })

  it('closes with 4401 when something is asked before the acknowledgement', async () => {
    const { send, closed } = await open()
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
    const { send, closed } = await begun()
    const slow = { id: '1', type: 'subscribe', payload: { query: '{ slow }' } }
    send(slow)
    send(slow)
    expect(await closed).toBe(4409)
  })

  it('closes with 4429 for a second beginning', async () => {
    const { send, closed } = await begun()
    send({ type: 'connection_init' })
    expect(await closed).toBe(4429)
  })

  it('closes with 1009 for a message that is too long', async () => {
    const { send, closed } = await begun()
    send({ type: 'ping', payload: { text: 'x'.repeat(1024 * 1024) } })
    expect(await closed).toBe(1009)
  })

  it('refuses more operations than one connection may have', async () => {
    const { send, receive, socket } = await begun()
    for (let id = 0; id <= 100; id++) {
      send({ id: String(id), type: 'subscribe', payload: { query: '{ slow }' } })
    }
    expect((await receive(2))[1]).toMatchObject({
      id: '100',
      type: 'error',
      payload: [{ extensions: { code: 'TOO_MANY_OPERATIONS' } }],
    })
    socket.close()
  })
})
