import { randomUUID } from 'node:crypto'
import type { EventData, Viewer } from '@orion/common'
import { eventually, testViewer } from '@orion/common/testing/test-system'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  adminLogin,
  type IdentitySystem,
  startIdentity,
  type TestUser,
  viewerOfSignIn,
} from './identity-system.ts'

let identity: IdentitySystem
let admin: Viewer

beforeAll(async () => {
  identity = await startIdentity()
  admin = viewerOfSignIn(await identity.logIn(adminLogin))
})
afterAll(() => identity?.system.stop())

interface Listed {
  id: string
  type: string
  title: string
  body: string
  count: number
  isRead: boolean
  content: { id: string } | null
  trend: { id: string } | null
}

const fields = '{ id type title body count isRead content { id } trend { id } }'

async function notificationsOf(viewer: Viewer, unreadOnly = false): Promise<Listed[]> {
  const { notifications } = await identity.ask<{ notifications: { nodes: Listed[] } }>(
    `query ($unreadOnly: Boolean) { notifications(first: 100, unreadOnly: $unreadOnly) { nodes ${fields} } }`,
    { unreadOnly },
    viewer,
  )
  return notifications.nodes
}

const trend = (scanId: string, score: number): EventData<'trend.detected'> => ({
  trendId: randomUUID(),
  scanId,
  topic: `Topic ${score}`,
  summary: null,
  text: null,
  url: null,
  imageUrl: null,
  source: 'The Guardian',
  niche: 'technology',
  keywords: [],
  score,
  isSample: false,
  publishedAt: null,
  detectedAt: '2026-01-01T00:00:00Z',
})

const failure = (user: TestUser, runId: string = randomUUID()) => ({
  contentId: randomUUID(),
  runId,
  userId: user.id,
  title: 'Why cats purr',
  error: 'the provider is down.',
})

/** Waits until identity took the event in. */
const handled = (event: { id: string }) =>
  eventually(async () => {
    const sql = 'SELECT 1 FROM identity_delivery.inbox WHERE event_id = $1'
    return (await identity.system.query(sql, [event.id])).length > 0
  }, 'the event in the inbox')

describe('a notification', () => {
  test('goes to the owner alone, and is told live to them alone', async () => {
    const [owner, other] = [await identity.addUser('EDITOR'), await identity.addUser('EDITOR')]
    const data = failure(owner)
    await handled(await identity.system.send('media', 'identity', 'media.failed', data))
    const [notification] = await notificationsOf(owner.viewer)
    expect(notification).toEqual({
      id: expect.any(String),
      type: 'MEDIA_FAILED',
      title: 'No pictures for “Why cats purr”',
      body: 'The pictures could not be drawn: the provider is down.',
      count: 1,
      isRead: false,
      content: { id: data.contentId },
      trend: null,
    })
    expect(await notificationsOf(other.viewer)).toEqual([])
    const live = await identity.system.hear('notification.created', told => told.userId === owner.id)
    expect(live.audience).toEqual({ userIds: [owner.id], roles: [] })
    expect(live.data).toMatchObject({ notificationId: notification?.id, contentId: data.contentId })
  })

  test('is made once, however often its event comes', async () => {
    const owner = await identity.addUser('EDITOR')
    const event = await identity.system.send('media', 'identity', 'media.failed', failure(owner))
    await handled(event)
    await identity.system.send('media', 'identity', 'media.failed', event.data, event)
    await identity.system.send('media', 'identity', 'media.failed', event.data, event)
    const later = await identity.system.send('editor', 'identity', 'video.failed', {
      ...failure(owner),
      renderId: randomUUID(),
    })
    await handled(later)
    expect((await notificationsOf(owner.viewer)).map(({ type, count }) => [type, count])).toEqual([
      ['VIDEO_FAILED', 1],
      ['MEDIA_FAILED', 1],
    ])
  })

  test('of what happens again in one run is the same one, unread again', async () => {
    const owner = await identity.addUser('EDITOR')
    const data = failure(owner)
    await handled(await identity.system.send('media', 'identity', 'media.failed', data))
    await identity.ask('mutation { markNotificationsRead(input: {}) { marked } }', {}, owner.viewer)
    await handled(await identity.system.send('media', 'identity', 'media.failed', data))
    const notifications = await notificationsOf(owner.viewer)
    expect(notifications).toMatchObject([
      { count: 2, isRead: false, body: expect.stringContaining('drawn twice') },
    ])
  })

  test('of a stage is made only when a gate waits', async () => {
    const owner = await identity.addUser('EDITOR')
    const { error: _, ...ref } = failure(owner)
    const stage = (status: EventData<'pipeline.stage_changed'>['status'], gateId: string | null) =>
      identity.system.send('director', 'identity', 'pipeline.stage_changed', {
        ...ref,
        stage: 'STRATEGIST',
        status,
        attempt: 1,
        provider: null,
        error: null,
        gateId,
      })
    for (const status of ['RUNNING', 'COMPLETED'] as const) await handled(await stage(status, null))
    expect(await notificationsOf(owner.viewer)).toEqual([])
    await handled(await stage('AWAITING_REVIEW', randomUUID()))
    expect(await notificationsOf(owner.viewer)).toMatchObject([
      { type: 'GATE_OPENED', title: '“Why cats purr” waits for your decision' },
    ])
  })

  test('about a content whose owner is gone goes to the admins', async () => {
    const gone = await identity.addUser('EDITOR')
    await identity.system.query('UPDATE identity.users SET is_active = false WHERE id = $1', [gone.id])
    const data = failure(gone)
    await handled(await identity.system.send('media', 'identity', 'media.failed', data))
    expect(await notificationsOf(gone.viewer)).toEqual([])
    expect(
      (await notificationsOf(admin)).filter(({ content }) => content?.id === data.contentId),
    ).toHaveLength(1)
  })
})

describe('a burst of trends', () => {
  test('is one notification of each editor and admin, and of no viewer', async () => {
    const [editor, viewer] = [await identity.addUser('EDITOR'), await identity.addUser('VIEWER')]
    const scanId = randomUUID()
    const trends = [50, 90, 70, 10, 30, 60, 20].map(score => trend(scanId, score))
    for (const data of trends)
      await handled(await identity.system.send('scout', 'identity', 'trend.detected', data))

    const expected = {
      type: 'TREND_DETECTED',
      title: '7 new trends',
      count: 7,
      isRead: false,
      trend: { id: trends[1]?.trendId },
    }
    expect(await notificationsOf(editor.viewer)).toMatchObject([expected])
    expect((await notificationsOf(admin))[0]).toMatchObject(expected)
    expect(await notificationsOf(viewer.viewer)).toEqual([])
    const first = await identity.system.hear('notification.created', told => told.userId === editor.id)
    expect(first.data.title).toBe('New trend: Topic 50')
    const last = await identity.system.hear(
      'notification.created',
      told => told.userId === editor.id && told.title === '7 new trends',
    )
    expect(last.data.notificationId).toBe(first.data.notificationId)

    await handled(await identity.system.send('scout', 'identity', 'trend.detected', trend(randomUUID(), 40)))
    expect((await notificationsOf(editor.viewer)).map(({ title }) => title)).toEqual([
      'New trend: Topic 40',
      '7 new trends',
    ])
  })
})

describe('reading', () => {
  test('marks one’s own as read, some or all, and counts the rest', async () => {
    const [owner, other] = [await identity.addUser('EDITOR'), await identity.addUser('EDITOR')]
    for (let at = 0; at < 3; at += 1)
      await handled(await identity.system.send('media', 'identity', 'media.failed', failure(owner)))
    const [newest] = await notificationsOf(owner.viewer)
    const mark = async (ids: string[] | null, viewer: Viewer) =>
      (
        await identity.ask<{ markNotificationsRead: unknown }>(
          'mutation ($ids: [ID!]) { markNotificationsRead(input: { ids: $ids }) { marked unreadNotificationCount } }',
          { ids },
          viewer,
        )
      ).markNotificationsRead
    const ids = [newest?.id ?? '']
    expect(await mark(ids, other.viewer)).toEqual({ marked: 0, unreadNotificationCount: 0 })
    expect(await mark([...ids, 'nothing'], owner.viewer)).toEqual({ marked: 1, unreadNotificationCount: 2 })
    expect(await mark(ids, owner.viewer)).toEqual({ marked: 0, unreadNotificationCount: 2 })
    expect(await notificationsOf(owner.viewer, true)).toHaveLength(2)
    expect(await mark(null, owner.viewer)).toEqual({ marked: 2, unreadNotificationCount: 0 })
    expect((await notificationsOf(owner.viewer)).every(({ isRead }) => isRead)).toBe(true)
  })

  test('comes in pages without gaps', async () => {
    const owner = await identity.addUser('EDITOR')
    for (let at = 0; at < 5; at += 1)
      await handled(await identity.system.send('media', 'identity', 'media.failed', failure(owner)))
    const all = await notificationsOf(owner.viewer)
    const paged: string[] = []
    let after: string | null = null
    do {
      const data: {
        notifications: { nodes: Listed[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
      } = await identity.ask(
        'query ($after: String) { notifications(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
        { after },
        owner.viewer,
      )
      paged.push(...data.notifications.nodes.map(({ id }) => id))
      after = data.notifications.pageInfo.hasNextPage ? data.notifications.pageInfo.endCursor : null
    } while (after)
    expect(paged).toEqual(all.map(({ id }) => id))
  })

  test('of another’s is impossible, also by entity and for admins', async () => {
    const owner = await identity.addUser('EDITOR')
    await handled(await identity.system.send('media', 'identity', 'media.failed', failure(owner)))
    const [notification] = await notificationsOf(owner.viewer)
    const references = [{ __typename: 'Notification', id: notification?.id }]
    const query = `query ($references: [_Any!]!) { _entities(representations: $references) { ... on Notification { title } } }`
    const seenBy = async (viewer: Viewer) =>
      (await identity.ask<{ _entities: unknown[] }>(query, { references }, viewer))._entities
    expect(await seenBy(owner.viewer)).toEqual([{ title: notification?.title }])
    expect(await seenBy(testViewer('EDITOR'))).toEqual([null])
    expect(await seenBy(admin)).toEqual([null])
    const path = `/api/v1/notifications/${notification?.id}/read`
    const patch = { method: 'PATCH' }
    expect((await identity.service.request(path, testViewer('ADMIN'), patch)).status).toBe(404)
    expect(await (await identity.service.request(path, owner.viewer, patch)).json()).toMatchObject({
      isRead: true,
    })
  })

  test('works over REST as well', async () => {
    const owner = await identity.addUser('EDITOR')
    await handled(await identity.system.send('media', 'identity', 'media.failed', failure(owner)))
    const get = async (path: string) =>
      (await identity.service.request(`/api/v1${path}`, owner.viewer)).json()
    expect(await get('/notifications/unread-count')).toEqual({ unread: 1 })
    expect((await get('/notifications?unread=true')).items).toMatchObject([
      { type: 'MEDIA_FAILED', isRead: false },
    ])
    const all = await identity.service.request('/api/v1/notifications/read-all', owner.viewer, {
      method: 'POST',
    })
    expect(await all.json()).toEqual({ marked: 1 })
    expect((await get('/notifications?unread=true')).items).toEqual([])
  })
})
