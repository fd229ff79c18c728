import { randomUUID } from 'node:crypto'
import { revokeAccess } from '@orion/common/access/revocation'
import type { Client } from 'graphql-ws'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { post } from '../support/gateway.ts'
import { connect, listen } from '../support/live-client.ts'
import { startOrion, type TestOrion } from '../support/orion.ts'

const PIPELINE = 'subscription { pipelineEvents { type stage status message content { id title images } } }'

describe('live events', () => {
  let orion: TestOrion
  const clients: Client[] = []
  beforeAll(async () => {
    orion = await startOrion()
  })
  afterAll(() => orion.stop())
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose()
    await subscriptions(0)
  })

  const open = (token: string | null, on = {}) => {
    const client = connect(orion.socketUrl, token, on)
    clients.push(client)
    return client
  }
  /** Waits until so many shared subscriptions are under way. */
  const subscriptions = async (count: number, name = 'subscriptions') => {
    for (;;) {
      const text = await (await fetch(`${orion.origin}/metrics`)).text()
      if (text.includes(`orion_gateway_${name}{service="gateway"} ${count}\n`)) return
      await new Promise(resolve => setTimeout(resolve, 10))
    }
  }
  const stageChanged = (userId: string, contentId = randomUUID()) =>
    orion.tell(
      'director',
      'pipeline.stage_changed',
      {
        contentId,
        runId: randomUUID(),
        userId,
        title: 'A title',
        stage: 'CREATOR',
        status: 'RUNNING',
        attempt: 1,
        provider: 'extractive',
        error: null,
        gateId: null,
      },
      { userIds: [userId] },
    )

  it('joins an event with fields of several subgraphs', async () => {
    const userId = randomUUID()
    const listening = listen(open(await orion.token({ userId, role: 'EDITOR' })), PIPELINE)
    await subscriptions(1)
    const contentId = randomUUID()
    await stageChanged(userId, contentId)
    expect(await listening.until(1)).toEqual([
      {
        data: {
          pipelineEvents: {
            type: 'orion.pipeline.stage_changed',
            stage: 'CREATOR',
            status: 'RUNNING',
            message: 'Planning the pictures for “A title” began.',
            content: {
              id: contentId,
              title: `${contentId} for ${userId} (EDITOR)`,
              images: [`${contentId}.jpg`],
            },
          },
        },
      },
    ])
  })

  it('tells events only to whom they are meant for, and all to admins', async () => {
    const [ada, grace] = [randomUUID(), randomUUID()]
    const ofAda = listen(open(await orion.token({ userId: ada, role: 'EDITOR' })), PIPELINE)
    const ofGrace = listen(open(await orion.token({ userId: grace, role: 'EDITOR' })), PIPELINE)
    const ofAdmin = listen(open(await orion.token({ role: 'ADMIN' })), PIPELINE)
    await subscriptions(3)
    await stageChanged(ada)
    await stageChanged(grace)
    await ofAdmin.until(2)
    await ofAda.until(1)
    await ofGrace.until(1)
    expect(ofAda.received).toHaveLength(1)
    expect(ofGrace.received).toHaveLength(1)
  })

  it('filters before it fetches anything', async () => {
    const [ada, other] = [randomUUID(), randomUUID()]
    const listening = listen(open(await orion.token({ userId: ada, role: 'EDITOR' })), PIPELINE)
    await subscriptions(1)
    orion.subgraphs['director']?.calls.splice(0)
    await stageChanged(other)
    await stageChanged(ada)
    await listening.until(1)
    expect(orion.subgraphs['director']?.calls).toHaveLength(1)
  })

  it('executes once for all who selected the same with the same rights', async () => {
    const token = await orion.token({ userId: randomUUID(), role: 'ADMIN' })
    const all = Array.from({ length: 50 }, () => listen(open(token), PIPELINE))
    await subscriptions(50, 'subscribers')
    await subscriptions(1)
    orion.subgraphs['director']?.calls.splice(0)
    orion.subgraphs['media']?.calls.splice(0)
    await stageChanged(randomUUID())
    await Promise.all(all.map(listening => listening.until(1)))
    expect(orion.subgraphs['director']?.calls).toHaveLength(1)
    expect(orion.subgraphs['media']?.calls).toHaveLength(1)
  })

  it('shares nothing between two who differ in their rights alone', async () => {
    const userId = randomUUID()
    const query = 'subscription { pipelineEvents { content { id title secretNote } } }'
    const asEditor = listen(open(await orion.token({ userId, role: 'EDITOR' })), query)
    const asAdmin = listen(open(await orion.token({ userId, role: 'ADMIN' })), query)
    await subscriptions(2)
    const contentId = randomUUID()
    await stageChanged(userId, contentId)
    expect(await asAdmin.until(1)).toMatchObject([
      {
        data: {
          pipelineEvents: { content: { title: `${contentId} for ${userId} (ADMIN)`, secretNote: 'secret' } },
        },
      },
    ])
    expect(await asEditor.until(1)).toMatchObject([
      {
        data: {
          pipelineEvents: { content: { title: `${contentId} for ${userId} (EDITOR)`, secretNote: null } },
        },
      },
    ])
  })

  it('tells admins, and nobody else, what goes wrong with the system', async () => {
    const query = 'subscription { systemEvents { kind service message } }'
    const asEditor = listen(open(await orion.token({ role: 'EDITOR' })), query)
    await asEditor.ended
    expect(asEditor.received).toMatchObject([{ errors: [{ extensions: { code: 'FORBIDDEN' } }] }])
    const asAdmin = listen(open(await orion.token({ role: 'ADMIN' })), query)
    await subscriptions(1)
    await orion.tell(
      'media',
      'system.dead_letter',
      { letterId: randomUUID(), service: 'media', kind: 'job', name: 'draw', error: 'no picture' },
      { roles: ['ADMIN'] },
    )
    await asAdmin.until(1)
    await orion.subgraphs['scout']?.kill()
    expect(await asAdmin.until(2)).toEqual([
      {
        data: {
          systemEvents: {
            kind: 'DEAD_LETTER',
            service: 'media',
            message: 'The job draw kept failing in media: no picture.',
          },
        },
      },
      {
        data: {
          systemEvents: {
            kind: 'SERVICE_DOWN',
            service: 'scout',
            message: 'scout cannot be used: ECONNREFUSED.',
          },
        },
      },
    ])
  })

  it('narrows by argument', async () => {
    const contentId = randomUUID()
    const query = 'subscription($id: ID) { pipelineEvents(contentId: $id) { content { id } } }'
    const listening = listen(open(await orion.token({ role: 'ADMIN' })), query, { id: contentId })
    await subscriptions(1)
    await stageChanged(randomUUID())
    await stageChanged(randomUUID(), contentId)
    expect(await listening.until(1)).toEqual([{ data: { pipelineEvents: { content: { id: contentId } } } }])
  })

  it('brings trends, contents, renders and notifications', async () => {
    const userId = randomUUID()
    const client = open(await orion.token({ userId, role: 'VIEWER' }))
    const updated = listen(client, 'subscription { contentUpdated { id } }')
    const rendering = listen(client, 'subscription { renderProgress { step progress render { step } } }')
    const notified = listen(client, 'subscription { notificationReceived { id title } }')
    await subscriptions(3)
    const [contentId, runId, notificationId] = [randomUUID(), randomUUID(), randomUUID()]
    await orion.tell(
      'editor',
      'pipeline.progress',
      {
        contentId,
        runId,
        userId,
        stage: 'STITCH',
        progress: 0.5,
        renderId: randomUUID(),
        renderProgress: 0.4,
      },
      { userIds: [userId] },
    )
    await stageChanged(userId, contentId)
    await orion.tell(
      'identity',
      'notification.created',
      { notificationId, userId, type: 'GATE_OPENED', title: 't', body: 'b', contentId: null, trendId: null },
      { userIds: [userId] },
    )
    expect(await rendering.until(1)).toEqual([
      { data: { renderProgress: { step: 'STITCH', progress: 0.4, render: { step: 'stitch' } } } },
    ])
    expect(await updated.until(1)).toEqual([{ data: { contentUpdated: { id: contentId } } }])
    expect(await notified.until(1)).toEqual([
      { data: { notificationReceived: { id: notificationId, title: 'note' } } },
    ])
  })

  it('speaks server-sent events as well', async () => {
    const userId = randomUUID()
    const leave = new AbortController()
    const response = await fetch(orion.url, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${await orion.token({ userId, role: 'EDITOR' })}`,
      },
      body: JSON.stringify({ query: 'subscription { contentUpdated { id images } }' }),
      signal: leave.signal,
    })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    await subscriptions(1)
    const contentId = randomUUID()
    await stageChanged(userId, contentId)
    let text = ''
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk)
      if (text.includes('data: {')) break
    }
    expect(text).toContain(
      `event: next\ndata: {"data":{"contentUpdated":{"id":"${contentId}","images":["${contentId}.jpg"]}}}`,
    )
    leave.abort()
  })

  it('answers queries over the same socket', async () => {
    const client = open(await orion.token({ userId: 'ada', role: 'EDITOR' }))
    const answers = client.iterate({ query: '{ whoAmI }' })
    expect((await answers.next()).value).toMatchObject({ data: { whoAmI: 'ada (EDITOR)' } })
  })

  it('refuses a subscription without a sign-in, and a token that does not hold', async () => {
    const listening = listen(open(null), PIPELINE)
    await listening.ended
    expect(listening.received).toMatchObject([{ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }])
    const closed = new Promise<{ code: number }>(resolve => {
      open('not.a.token', { closed: resolve })
    })
    expect((await closed).code).toBe(4403)
  })

  it('closes the socket when its token expires', async () => {
    const token = await orion.token({ role: 'EDITOR', seconds: 1 })
    const closed = new Promise<{ code: number; reason: string }>(resolve => {
      open(token, { closed: resolve })
    })
    expect(await closed).toMatchObject({ code: 4403, reason: 'Token expired' })
  })

  it('closes the socket when its session is revoked, and refuses the token from then on', async () => {
    const sessionId = randomUUID()
    const token = await orion.token({ role: 'EDITOR', sessionId })
    let connected: () => void = () => {}
    const isConnected = new Promise<void>(resolve => {
      connected = resolve
    })
    const closed = new Promise<{ code: number; reason: string }>(resolve => {
      open(token, { closed: resolve, connected })
    })
    await isConnected
    await revokeAccess(orion.redis, { sessionId })
    expect(await closed).toMatchObject({ code: 4403, reason: 'Session revoked' })
    const answer = await post(orion.url, { query: '{ open }' }, { authorization: `Bearer ${token}` })
    expect(answer.status).toBe(401)
  })

  it('sends clients away with 1001 when it stops', async () => {
    const other = await startOrion()
    const closed = new Promise<{ code: number }>(resolve => {
      const client = connect(other.socketUrl, null, { closed: event => resolve(event as { code: number }) })
      clients.push(client)
      client.on('connected', () => void other.stop())
    })
    expect((await closed).code).toBe(1001)
  })
})
