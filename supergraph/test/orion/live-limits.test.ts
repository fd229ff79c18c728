import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { revokeAccess } from '@orion/common/access/revocation'
import { eventually } from '@orion/common/testing/test-system'
import { type Client, createClient } from 'graphql-ws'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { connect, listen } from '../support/live-client.ts'
import { startOrion, type TestOrion } from '../support/orion.ts'

const QUERY = 'subscription { pipelineEvents { id message } }'
const LIMIT = 12
const SUBSCRIPTIONS = 5

describe('live connections', () => {
  let orion: TestOrion
  const clients: Client[] = []
  const leaving: AbortController[] = []
  beforeAll(async () => {
    orion = await startOrion({
      ORION_LIVE_CONNECTIONS: String(LIMIT),
      ORION_LIVE_SUBSCRIPTIONS: String(SUBSCRIPTIONS),
    })
  })
  afterAll(() => orion.stop())
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose()
    for (const leave of leaving.splice(0)) leave.abort()
    await eventually(async () => (await subscribers()) === 0)
  })

  const metrics = async () => (await fetch(`${orion.origin}/metrics`)).text()
  const subscribers = async () =>
    Number(/orion_gateway_subscribers\{service="gateway"\} (\d+)/.exec(await metrics())?.[1])

  const open = (token: string, on = {}) => {
    const client = connect(orion.socketUrl, token, on)
    clients.push(client)
    return client
  }
  const tell = (userId: string, error = 'no picture') =>
    orion.tell(
      'media',
      'media.failed',
      { contentId: randomUUID(), runId: randomUUID(), userId, title: 'A title', error },
      { userIds: [userId] },
    )
  /** Tells events until each of those who listen has heard one. */
  const heardBy = (userId: string, ...lists: { length: number }[]) =>
    eventually(async () => {
      await tell(userId)
      return lists.every(({ length }) => length > 0)
    })
  const stream = async (token: string) => {
    const leave = new AbortController()
    leaving.push(leave)
    const response = await fetch(orion.url, {
      signal: leave.signal,
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ query: QUERY }),
    })
    const chunks: string[] = []
    const ended = (async () => {
      const decoder = new TextDecoder()
      for await (const chunk of response.body ?? []) chunks.push(decoder.decode(chunk))
    })().catch(() => {})
    const nexts = () => chunks.join('').split('event: next').length - 1
    return { ended, nexts, text: () => chunks.join('') }
  }

  it('of a user whose access is revoked end at once, and bring nothing after it', async () => {
    const userId = randomUUID()
    const token = await orion.token({ userId, role: 'EDITOR' })
    const closed = new Promise<{ code: number }>(resolve => open(token, { closed: resolve }))
    const overSocket = listen(clients[0] as Client, QUERY)
    const overHttp = await stream(token)
    await eventually(async () => {
      await tell(userId)
      return overSocket.received.length > 0 && overHttp.nexts() > 0
    })
    await revokeAccess(orion.redis, { userId, before: Math.floor(Date.now() / 1000) + 1 })
    await tell(userId, 'a secret')
    expect((await closed).code).toBe(4403)
    await overHttp.ended
    expect(overHttp.text()).toMatch(/"message":"Session revoked".*UNAUTHENTICATED.*\n\nevent: complete/s)
    expect(overHttp.text() + JSON.stringify(overSocket.received)).not.toContain('a secret')
  })

  it('that are revoked while Redis is away end when it is back', async () => {
    const [sessionId, userId] = [randomUUID(), randomUUID()]
    const token = await orion.token({ userId, role: 'EDITOR', sessionId })
    const closed = new Promise<{ code: number }>(resolve => open(token, { closed: resolve }))
    const overHttp = await stream(await orion.token({ userId, role: 'EDITOR' }))
    await heardBy(userId, listen(clients[0] as Client, QUERY).received)
    // Written, but told on no channel: as for a gateway that does not hear Redis just then.
    await orion.redis.set(`orion:revoked:session:${sessionId}`, '1')
    await orion.restartRedis(async () => {})
    expect((await closed).code).toBe(4403)
    expect(overHttp.text()).not.toContain('complete')
  })

  it('over HTTP end when the token expires', async () => {
    const overHttp = await stream(await orion.token({ role: 'EDITOR', seconds: 2 }))
    await overHttp.ended
    expect(overHttp.text()).toContain('"message":"Token expired"')
  })

  it('are limited for each user', async () => {
    const userId = randomUUID()
    const token = await orion.token({ userId, role: 'EDITOR' })
    await Promise.all(
      Array.from({ length: LIMIT }, () => new Promise(resolve => open(token, { connected: resolve }))),
    )
    const closed = new Promise<{ code: number }>(resolve => open(token, { closed: resolve }))
    expect((await closed).code).toBe(4491)
    const overHttp = await stream(token)
    await overHttp.ended
    expect(overHttp.text()).toContain('TOO_MANY_CONNECTIONS')
    await eventually(async () => /^orion_gateway_subscriptions\{[^}]*\} 0$/m.test(await metrics()))
    const other = await orion.token({ role: 'EDITOR' })
    await new Promise(resolve => open(other, { connected: resolve }))
  })

  it('hold only so many different subscriptions for each user, however many share one', async () => {
    const userId = randomUUID()
    const token = await orion.token({ userId, role: 'EDITOR' })
    const client = open(token)
    const different = (at: number) => `subscription { e${at}: pipelineEvents { id } }`
    const running = Array.from({ length: SUBSCRIPTIONS }, (_, at) => listen(client, different(at)))
    await heardBy(userId, ...running.map(({ received }) => received))
    const shared = listen(open(token), different(0))
    await heardBy(userId, shared.received)
    const another = listen(client, different(SUBSCRIPTIONS))
    await another.ended
    expect(another.received).toMatchObject([{ errors: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }] }])
    const overHttp = await stream(token)
    await overHttp.ended
    expect(overHttp.text()).toContain('TOO_MANY_SUBSCRIPTIONS')
    running[1]?.stop()
    await eventually(async () => (await subscribers()) === SUBSCRIPTIONS)
    const anew = listen(client, different(SUBSCRIPTIONS))
    await heardBy(userId, anew.received)
    expect(anew.received[0]).not.toHaveProperty('errors')
  })

  it('are closed when the client does not read, and the others go on', async () => {
    const userId = randomUUID()
    const token = await orion.token({ userId, role: 'EDITOR' })
    const stalled = new WebSocket(orion.socketUrl, 'graphql-transport-ws')
    await once(stalled, 'open')
    stalled.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }))
    await once(stalled, 'message')
    stalled.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: QUERY } }))
    const listening = listen(open(token), QUERY)
    let heard = 0
    stalled.on('message', () => {
      heard += 1
    })
    await eventually(async () => {
      await tell(userId)
      return heard > 0 && listening.received.length > 0
    })
    stalled.pause()
    const text = 'x'.repeat(500_000)
    const before = listening.received.length
    const closed = once(stalled, 'close')
    for (let told = 1; told <= 40; told++) {
      await tell(userId, text)
      await listening.until(before + told)
    }
    stalled.resume()
    expect((await closed)[0]).toBe(4490)
    expect(listening.received.length).toBeGreaterThanOrEqual(before + 40)
  })

  it('are closed when the client does not read answers to its queries', async () => {
    const stalled = new WebSocket(orion.socketUrl, 'graphql-transport-ws')
    await once(stalled, 'open')
    const authorization = `Bearer ${await orion.token({ role: 'EDITOR' })}`
    stalled.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }))
    await once(stalled, 'message')
    stalled.pause()
    const query = 'query Long($id: ID!) { content(id: $id) { title } }'
    const payload = { query, variables: { id: 'x'.repeat(250_000) } }
    for (let id = 1; id <= 100; id++)
      stalled.send(JSON.stringify({ id: String(id), type: 'subscribe', payload }))
    const closed = once(stalled, 'close')
    const answered = /orion_gateway_operation_duration_seconds_count\{[^}]*operation="Long"[^}]*\} 100/
    await eventually(async () => answered.test(await metrics()))
    stalled.resume()
    expect((await closed)[0]).toBe(4490)
  })

  it('count each operation as a call of its user', async () => {
    const slow = await orion.anotherGateway({ ORION_RATE_LIMIT_FACTOR: '0.005' })
    const token = await orion.token({ role: 'EDITOR' })
    const client = connect(`ws://127.0.0.1:${slow.port}/graphql`, token)
    clients.push(client)
    for (let calls = 0; calls < 6; calls++) expect(await listen(client, '{ open }').ended).toBeNull()
    expect(await listen(client, '{ open }').ended).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }])
    const overHttp = await fetch(`${slow.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ open }' }),
    })
    expect(overHttp.status).toBe(429)
    expect(await overHttp.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] })
  })

  it('count each operation of a batch over HTTP', async () => {
    const slow = await orion.anotherGateway({ ORION_RATE_LIMIT_FACTOR: '0.005' })
    const authorization = `Bearer ${await orion.token({ role: 'EDITOR' })}`
    const ask = (operations: number) =>
      fetch(`${slow.url}/graphql`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(Array.from({ length: operations }, () => ({ query: '{ open }' }))),
      })
    expect((await ask(4)).status).toBe(200)
    const refused = await ask(4)
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true])
    expect(await refused.text()).toContain('RATE_LIMITED')
    expect((await ask(1)).status).toBe(200)
  })

  it('over HTTP are cut when the client does not read', async () => {
    const userId = randomUUID()
    const token = await orion.token({ userId, role: 'EDITOR' })
    const { port, hostname } = new URL(orion.url)
    const socket = connectTcp(Number(port), hostname)
    const body = JSON.stringify({ query: QUERY })
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: ${hostname}\r\naccept: text/event-stream\r\ncontent-type: application/json\r\n` +
        `authorization: Bearer ${token}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    )
    await once(socket, 'data')
    socket.pause()
    const listening = listen(open(token), QUERY)
    await heardBy(userId, listening.received)
    expect(await subscribers()).toBe(2)
    const text = 'x'.repeat(400_000)
    await eventually(async () => {
      for (let told = 0; told < 4; told++) await tell(userId, text)
      return (await subscribers()) === 1
    })
    socket.destroy()
  })

  it('move to another gateway when theirs stops', async () => {
    const userId = randomUUID()
    const token = await orion.token({ userId, role: 'EDITOR' })
    const [first, second] = [await orion.anotherGateway(), await orion.anotherGateway()]
    const ports = [first.port, second.port]
    const client = createClient({
      url: () => `ws://127.0.0.1:${ports[0]}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: 5,
      retryWait: async () => {},
      on: { closed: () => void ports.shift() },
    })
    clients.push(client)
    const listening = listen(client, QUERY)
    await heardBy(userId, listening.received)
    await first.stop()
    const before = listening.received.length
    await eventually(async () => {
      await tell(userId)
      return listening.received.length > before
    })
  })
})
