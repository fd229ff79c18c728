import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApiKey, hashApiKey } from '@orion/common/access/api-key'
import { revokeAccess } from '@orion/common/access/revocation'
import { createLogger } from '@orion/common/logging'
import { eventually } from '@orion/common/testing/test-system'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { hasEnded, listenForRevocations } from '../../src/access/revocations.ts'
import { createLiveEvents } from '../../src/events/live-events.ts'
import { createOpenConnections } from '../../src/live/open-connections.ts'
import { createEventStream, createTickets } from '../../src/rest/event-stream.ts'
import { useEventStream } from '../../src/rest/use-event-stream.ts'
import { startOrion, type TestOrion } from '../support/orion.ts'

describe('the event stream for old clients', () => {
  let orion: TestOrion
  beforeAll(async () => {
    orion = await startOrion()
  })
  afterAll(() => orion.stop())

  const ticketFor = async (token: string, path = '/api/v1/auth/ws-ticket') => {
    const headers = { authorization: `Bearer ${token}` }
    const response = await fetch(orion.origin + path, { method: 'POST', headers })
    return (await response.json()) as { ticket: string; expires_in: number }
  }
  const open = (ticket: string, headers = {}) =>
    new WebSocket(`${orion.origin.replace('http', 'ws')}/ws?ticket=${ticket}`, { headers })
  const failure = async (socket: WebSocket) => String((await once(socket, 'error'))[0])
  const fail = (userId: string) =>
    orion.tell(
      'media',
      'media.failed',
      { contentId: randomUUID(), runId: randomUUID(), userId, title: 'A title', error: 'no picture' },
      { userIds: [userId] },
    )

  it('tells a user what is theirs, and nothing of others', async () => {
    const userId = randomUUID()
    const { ticket, expires_in } = await ticketFor(await orion.token({ userId, role: 'EDITOR' }))
    expect(expires_in).toBe(30)
    const socket = open(ticket)
    await once(socket, 'open')
    await fail(randomUUID())
    const own = await fail(userId)
    const [message] = await once(socket, 'message')
    expect(JSON.parse(String(message))).toEqual({
      type: 'orion.media.failed',
      payload: own.data,
      timestamp: own.time,
    })
    socket.close()
  })

  it('tells an admin what happens to everybody, but nobody else’s notifications', async () => {
    const userId = randomUUID()
    const socket = open((await ticketFor(await orion.token({ userId, role: 'ADMIN' }))).ticket)
    await once(socket, 'open')
    const heard: string[] = []
    socket.on('message', message => heard.push(JSON.parse(String(message)).payload.userId))
    const notify = (recipient: string) =>
      orion.tell(
        'identity',
        'notification.created',
        {
          notificationId: randomUUID(),
          userId: recipient,
          type: 'GATE_OPENED',
          title: 't',
          body: 'b',
          contentId: null,
          trendId: null,
        },
        { userIds: [recipient] },
      )
    const other = randomUUID()
    await notify(other)
    await fail(other)
    await notify(userId)
    await eventually(() => heard.length >= 2)
    expect(heard).toEqual([other, userId])
    socket.close()
  })

  it('tells what needs a right of its own only to who has it, also of an admin’s API keys', async () => {
    const heardBy = async (scopes: string[]) => {
      const key = createApiKey()
      const owner = { userId: randomUUID(), role: 'ADMIN', expiresAt: Date.now() + 3_600_000 }
      orion.apiKeys.set(hashApiKey(key), { active: true, apiKeyId: randomUUID(), ...owner, scopes })
      const socket = open((await ticketFor(key)).ticket)
      const types: string[] = []
      socket.on('message', message => types.push(JSON.parse(String(message)).type))
      await once(socket, 'open')
      return types
    }
    const heard = await Promise.all([
      heardBy(['read']),
      heardBy(['read', 'audit:read']),
      heardBy(['read', 'operations:read']),
    ])
    const act = {
      action: 'GATE_DECIDED',
      actorId: randomUUID(),
      subjectId: randomUUID(),
      details: {},
    } as const
    const nobody = { ipAddress: null, userAgent: null, sessionId: null, apiKeyId: null, requestId: null }
    const from = { ...nobody, at: new Date().toISOString() }
    await orion.tell('director', 'audit.recorded', { ...act, ...from }, {})
    const letter = {
      letterId: randomUUID(),
      service: 'media',
      kind: 'job',
      name: 'draw',
      error: 'x',
    } as const
    await orion.tell('media', 'system.dead_letter', letter, { roles: ['ADMIN'] })
    await fail(randomUUID())
    await eventually(() => heard.every(types => types.includes('orion.media.failed')))
    expect(heard).toEqual([
      ['orion.media.failed'],
      ['orion.audit.recorded', 'orion.media.failed'],
      ['orion.system.dead_letter', 'orion.media.failed'],
    ])
  })

  it('takes a ticket once, from any gateway', async () => {
    const { ticket } = await ticketFor(await orion.token({ role: 'EDITOR' }), '/api/v1/ws/ticket')
    const other = await orion.anotherGateway()
    const socket = new WebSocket(`${other.url.replace('http', 'ws')}/ws?ticket=${ticket}`)
    await once(socket, 'open')
    expect(await failure(open(ticket))).toContain('401')
    socket.close()
  })

  it('gives no ticket without a sign-in, and takes no other address or page', async () => {
    const response = await fetch(`${orion.origin}/api/v1/auth/ws-ticket`, { method: 'POST' })
    expect(response.status).toBe(401)
    expect(await failure(open('made-up'))).toContain('401')
    const { ticket } = await ticketFor(await orion.token({ role: 'EDITOR' }))
    expect(await failure(open(ticket, { origin: 'http://evil.test' }))).toContain('403')
    expect(await failure(new WebSocket(`${orion.origin.replace('http', 'ws')}/other`))).toContain('404')
  })

  it('gives a user more tickets than an address has sign-ins', async () => {
    const authorization = `Bearer ${await orion.token({ role: 'EDITOR' })}`
    for (let tickets = 0; tickets < 20; tickets++) {
      const path = tickets % 2 ? '/api/v1/auth/ws-ticket' : '/api/v1/ws/ticket'
      const { status, headers } = await fetch(orion.origin + path, {
        method: 'POST',
        headers: { authorization },
      })
      expect([status, headers.get('x-ratelimit-remaining')]).toEqual([200, String(59 - tickets)])
    }
  })

  it('ends when the session or the API key of its ticket is revoked, before it began or after', async () => {
    const [userId, sessionId, apiKeyId] = [randomUUID(), randomUUID(), randomUUID()]
    const key = createApiKey()
    const expiresAt = Date.now() + 3_600_000
    const told = { active: true, apiKeyId, userId, role: 'EDITOR', scopes: ['read'], expiresAt }
    orion.apiKeys.set(hashApiKey(key), told)
    const cases = [
      [await orion.token({ userId, sessionId, role: 'EDITOR' }), { sessionId }],
      [key, { apiKeyId }],
    ] as const
    for (const [credential, revocation] of cases) {
      const unused = await ticketFor(credential, '/api/v1/ws/ticket')
      const socket = open((await ticketFor(credential, '/api/v1/ws/ticket')).ticket)
      await once(socket, 'open')
      const closed = once(socket, 'close')
      await revokeAccess(orion.redis, revocation)
      expect((await closed)[0]).toBe(4403)
      expect(await failure(open(unused.ticket))).toContain('401')
    }
  })

  it('ends when its session is revoked just after its ticket was found to hold', async () => {
    const log = createLogger('gateway', 'silent')
    const listener = orion.redis.duplicate()
    const live = await createLiveEvents(orion.redis.duplicate(), orion.redis, log)
    const connections = createOpenConnections(9, caller => hasEnded(orion.redis, caller))
    let hear: () => void = () => {}
    await listenForRevocations(listener, connections, () => hear(), log)
    const tickets = createTickets(orion.redis)
    const plugin = useEventStream({
      connections,
      origins: [],
      log,
      stream: createEventStream(live),
      tickets: {
        ...tickets,
        async redeem(ticket) {
          const held = await tickets.redeem(ticket)
          const heard = new Promise<void>(resolve => {
            hear = resolve
          })
          await revokeAccess(orion.redis, { sessionId: held?.viewer?.sessionId ?? '' })
          await heard
          return held
        },
      },
    })
    const server = createServer().listen(0, '127.0.0.1')
    server.on('upgrade', (request, connection, head) => plugin.onUpgrade?.(request, connection, head))
    await once(server, 'listening')
    const { ticket } = await ticketFor(await orion.token({ role: 'EDITOR' }))
    const { port } = server.address() as AddressInfo
    const [code] = await once(new WebSocket(`ws://127.0.0.1:${port}/ws?ticket=${ticket}`), 'close')
    expect(code).toBe(4403)
    live.close()
    listener.disconnect()
    server.close()
  })

  it('ends with the sign-in of its ticket', async () => {
    const { ticket } = await ticketFor(await orion.token({ role: 'EDITOR', seconds: 2 }))
    const [code] = await once(open(ticket), 'close')
    expect(code).toBe(4403)
  })
})
