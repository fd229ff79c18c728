import { randomUUID } from 'node:crypto'
import type { Viewer } from '@orion/common'
import { openDatabase } from '@orion/common/database/database'
import { createEnvelope } from '@orion/common/events/envelope'
import {
  createTestSystem,
  type TestService,
  type TestSystem,
  testViewer,
} from '@orion/common/testing/test-system'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../src/database.ts'
import { forgetEvents } from '../src/events/event-log.ts'
import pulse from '../src/main.ts'
import { cost, eventAt, loggedIn, newContent, stageChanged, trendDetected, updated } from './pulse-events.ts'

let system: TestSystem
let service: TestService
const admin = testViewer('ADMIN')

beforeAll(async () => {
  system = await createTestSystem()
  service = await system.start(pulse)
})
afterAll(() => system?.stop())

const logged = (...events: { id: string }[]) => loggedIn(system, events)

describe('the event log', () => {
  test('tells who was away what followed an event, in the order of its telling, as far as they may hear it', async () => {
    const viewer = testViewer('EDITOR')
    const told = newContent(viewer.userId)
    const send = (owner: string, sequence: number) => {
      const data = updated(owner === viewer.userId ? told : newContent(owner))
      const event = createEnvelope('director', 'content.updated', {
        subject: data.contentId,
        audience: { userIds: [owner] },
        data,
      })
      return system.send('director', 'pulse', 'content.updated', data, {
        ...event,
        sequence: String(sequence),
      })
    }
    const other = randomUUID()
    // Logged in another order than the one in which they were told live.
    const first = await send(viewer.userId, 1_000_001)
    const third = await send(viewer.userId, 1_000_003)
    const foreign = await send(other, 1_000_004)
    const second = await send(viewer.userId, 1_000_002)
    await logged(first, third, foreign, second)
    const after = async (id: string, who = viewer) => {
      const response = await service.request(`/api/v1/events/after/${id}?first=2`, who)
      const { events = [] } = (await response.json()) as { events?: { id: string }[] }
      return { status: response.status, ids: events.map(event => event.id) }
    }
    expect(await after(first.id)).toEqual({ status: 200, ids: [second.id, third.id] })
    expect(await after(first.id, admin)).toEqual({ status: 200, ids: [second.id, third.id] })
    expect(await after(third.id, admin)).toEqual({ status: 200, ids: [foreign.id] })
    expect(await after(third.id)).toEqual({ status: 200, ids: [] })
    expect(await after(foreign.id)).toEqual({ status: 404, ids: [] })
    expect(await after(randomUUID())).toEqual({ status: 404, ids: [] })
  })

  test('has an event once, however often it comes', async () => {
    const told = newContent(randomUUID())
    const data = stageChanged(told, 'STRATEGIST', 'RUNNING')
    const event = await system.send('director', 'pulse', 'pipeline.stage_changed', data)
    await logged(event)
    // Even when the inbox has forgotten it.
    await system.query('DELETE FROM pulse_delivery.inbox WHERE event_id = $1', [event.id])
    await system.send('director', 'pulse', 'pipeline.stage_changed', data, { ...event })
    await logged(await system.send('director', 'pulse', 'content.updated', updated(told)))
    const rows = await system.query('SELECT 1 FROM pulse.events WHERE content_id = $1', [told.contentId])
    expect(rows).toHaveLength(2)
  })

  test('tells a content’s story in order, in pages, and in sentences', async () => {
    const viewer = testViewer('EDITOR')
    const told = newContent(viewer.userId)
    const events = [
      await system.send('director', 'pulse', 'content.updated', updated(told)),
      await system.send(
        'director',
        'pulse',
        'pipeline.stage_changed',
        stageChanged(told, 'STRATEGIST', 'RUNNING'),
      ),
      await system.send(
        'director',
        'pulse',
        'pipeline.stage_changed',
        stageChanged(told, 'STRATEGIST', 'FAILED', { error: 'no answer' }),
      ),
    ]
    await logged(...events)
    const query = `query ($reference: [_Any!]!, $after: String) {
      _entities(representations: $reference) { ... on Content {
        timeline(first: 2, after: $after) { nodes { id type source message content { id } } pageInfo { hasNextPage endCursor } }
      } }
    }`
    const read = async (after: string | null) => {
      const reference = [{ __typename: 'Content', id: told.contentId }]
      const { data } = await service.graphql<{ _entities: [{ timeline: Timeline }] }>(
        query,
        { reference, after },
        viewer,
      )
      return data._entities[0].timeline
    }
    const first = await read(null)
    expect(first.nodes).toEqual([
      {
        id: events[0]?.id,
        type: 'orion.content.updated',
        source: 'director',
        message: '“Why cats purr” is being made.',
        content: { id: told.contentId },
      },
      expect.objectContaining({ message: 'Writing the script for “Why cats purr” began.' }),
    ])
    expect(first.pageInfo.hasNextPage).toBe(true)
    const second = await read(first.pageInfo.endCursor)
    expect(second.nodes.map(node => node.message)).toEqual([
      'Writing the script for “Why cats purr” failed: no answer.',
    ])
    expect(second.pageInfo.hasNextPage).toBe(false)
  })

  test('shows a viewer the events of their own contents, and an admin everything', async () => {
    const [anna, ben] = [testViewer('VIEWER'), testViewer('EDITOR')]
    const events = [
      await system.send('director', 'pulse', 'content.updated', updated(newContent(anna.userId))),
      await system.send('director', 'pulse', 'content.updated', updated(newContent(ben.userId))),
      await system.send('scout', 'pulse', 'trend.detected', trendDetected(randomUUID())),
    ]
    await logged(...events)
    const query = '{ events(first: 100) { nodes { id } } }'
    const seenBy = async (viewer: typeof anna) => {
      const { data } = await service.graphql<{ events: { nodes: { id: string }[] } }>(query, {}, viewer)
      return data.events.nodes.map(node => node.id)
    }
    expect(await seenBy(anna)).toEqual([events[0]?.id])
    expect(await seenBy(ben)).toEqual([events[1]?.id])
    expect((await seenBy(admin)).slice(0, 3)).toEqual(events.map(event => event.id).reverse())
    expect((await service.graphql(query, {}, null)).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED')
  })

  test('shows a notification to its recipient alone, not even to admins, whichever way it is asked for', async () => {
    const anna = testViewer('EDITOR')
    const data = {
      notificationId: randomUUID(),
      userId: anna.userId,
      type: 'GATE_OPENED' as const,
      title: 'for Anna',
      body: 'alone',
      contentId: null,
      trendId: null,
    }
    const envelope = createEnvelope('identity', 'notification.created', {
      subject: data.notificationId,
      audience: { userIds: [anna.userId] },
      data,
    })
    const at = (sequence: number) => ({ ...envelope, id: randomUUID(), sequence: String(sequence) })
    const [before, notified] = [at(2_000_001), at(2_000_002)]
    for (const event of [before, notified])
      await system.send('identity', 'pulse', 'notification.created', data, event)
    await logged(before, notified)
    const query = `query ($id: ID!) { events(filter: { type: ["orion.notification.created"] }) { nodes { id } }
      _entities(representations: [{ __typename: "Event", id: $id }]) { ... on Event { message } } }`
    const told = async (viewer: typeof anna) => [
      JSON.stringify((await service.graphql(query, { id: notified.id }, viewer)).data),
      ...(await Promise.all(
        ['analytics/events?type=orion.notification.created', `events/after/${before.id}?first=9`].map(
          async path => (await service.request(`/api/v1/${path}`, viewer)).text(),
        ),
      )),
    ]
    for (const answer of await told(anna)) expect(answer).toMatch(new RegExp(`${notified.id}|for Anna`))
    for (const answer of await told(admin)) expect(answer).not.toMatch(/for Anna|notification\.created/)
  })

  test('shows what needs a right of its own to nobody without it, whatever their role', async () => {
    const rows = ['before', 'audit.recorded', 'system.dead_letter'].map((type, place) => ({
      id: randomUUID(),
      type: `orion.${type}`,
      place: 3_000_001 + place,
    }))
    for (const { id, type, place } of rows)
      await system.query(
        `INSERT INTO pulse.events (id, position, type, source, subject, message, data, audience, time)
         VALUES ($1, $2, $3, '/orion/media', 'test', 'kept apart', '{}', '{"userIds":[],"roles":["ADMIN"]}', now())`,
        [id, place, type],
      )
    const [before, audited, letter] = rows.map(({ id }) => id)
    const seenBy = async (...scopes: string[]) => {
      const viewer = { ...admin, scopes: ['read', ...scopes], sessionId: null }
      const listed = await service.graphql<{ events: { nodes: { id: string }[] } }>(
        '{ events(first: 100) { nodes { id } } }',
        {},
        viewer,
      )
      const references = rows.map(({ id }) => ({ __typename: 'Event', id }))
      const found = await service.graphql<{ _entities: ({ id: string } | null)[] }>(
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Event { id } } }',
        { r: references },
        viewer,
      )
      const after = await service.request(`/api/v1/events/after/${before}?first=9`, viewer)
      const { events } = (await after.json()) as { events: { id: string }[] }
      const unseen = (ids: string[]) => [audited, letter].filter(id => id && !ids.includes(id))
      return [listed.data.events.nodes, found.data._entities, events].map(nodes =>
        unseen(nodes.flatMap(node => (node ? [node.id] : []))),
      )
    }
    expect(await seenBy()).toEqual(Array(3).fill([audited, letter]))
    expect(await seenBy('audit:read')).toEqual(Array(3).fill([letter]))
    expect(await seenBy('operations:read', 'audit:read')).toEqual(Array(3).fill([]))
  })

  test('forgets what is older than its days, but not what it cost', async () => {
    const told = newContent(randomUUID())
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
    const old = eventAt('director', 'cost.recorded', cost(told, '1.5'), daysAgo(91))
    const recent = eventAt('director', 'content.updated', updated(told), daysAgo(89))
    await system.send('director', 'pulse', 'cost.recorded', old.data, old)
    await system.send('director', 'pulse', 'content.updated', recent.data, recent)
    await logged(old, recent)

    const url = system.environment.DATABASE_URL ?? ''
    const database = openDatabase({ url, schema: 'pulse', connect, onCommit: () => {} })
    expect(await forgetEvents(database.client, daysAgo(90))).toBe(1)
    await database.close()
    expect(await system.query('SELECT id FROM pulse.events WHERE content_id = $1', [told.contentId])).toEqual(
      [{ id: recent.id }],
    )
    expect(
      await system.query('SELECT id FROM pulse.cost_records WHERE content_id = $1', [told.contentId]),
    ).toEqual([{ id: old.id }])
  })

  test('lets nobody read a single event or cost record of somebody else', async () => {
    const told = newContent(randomUUID())
    const event = await system.send('director', 'pulse', 'cost.recorded', cost(told, '1'))
    await logged(event)
    const references = ['Event', 'CostRecord'].map(__typename => ({ __typename, id: event.id }))
    const query = `query ($references: [_Any!]!) { _entities(representations: $references) {
      ... on Event { message } ... on CostRecord { amount } } }`
    const seenBy = async (viewer: Viewer) =>
      (await service.graphql<{ _entities: unknown[] }>(query, { references }, viewer)).data._entities
    expect(await seenBy(testViewer('EDITOR'))).toEqual([null, null])
    expect(await seenBy(testViewer('VIEWER', told.userId))).toEqual([
      { message: 'openai was paid $1 for 100 tokens.' },
      { amount: '1' },
    ])
  })
})

interface Timeline {
  nodes: { id: string; message: string }[]
  pageInfo: { hasNextPage: boolean; endCursor: string }
}
