import { randomUUID } from 'node:crypto'
import { readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { EventData, Viewer } from '@orion/common'
import { createQueues, jobQueueName } from '@orion/common/events/queues'
import { eventually, testViewer } from '@orion/common/testing/test-system'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import service from '../src/main.ts'
import {
  adminLogin,
  type IdentitySystem,
  startIdentity,
  type TestUser,
  viewerOfSignIn,
} from './identity-system.ts'
import { failPictures, failure, handled, type Listed, notificationsOf, trend } from './notification-events.ts'

let identity: IdentitySystem
let admin: Viewer

beforeAll(async () => {
  identity = await startIdentity()
  admin = viewerOfSignIn(await identity.logIn(adminLogin))
})
afterAll(() => identity?.system.stop())

describe('a notification', () => {
  test('goes to the owner alone, and is told live to them alone', async () => {
    const [owner, other] = [await identity.addUser('EDITOR'), await identity.addUser('EDITOR')]
    const data = await failPictures(identity, owner)
    const [notification] = await notificationsOf(identity, owner.viewer)
    expect(notification).toEqual({
      id: expect.any(String),
      type: 'MEDIA_FAILED',
      title: 'No pictures for “Why cats purr”',
      body: 'The pictures could not be drawn: the provider is down.',
      count: 1,
      isRead: false,
      createdAt: expect.any(String),
      content: { id: data.contentId },
      trend: null,
    })
    expect(await notificationsOf(identity, other.viewer)).toEqual([])
    const live = await identity.system.hear('notification.created', told => told.userId === owner.id)
    expect(live.audience).toEqual({ userIds: [owner.id], roles: [] })
    expect(live.data).toMatchObject({ notificationId: notification?.id, contentId: data.contentId })
  })

  test('is made once, however often its event comes', async () => {
    const owner = await identity.addUser('EDITOR')
    const event = await identity.system.send('media', 'identity', 'media.failed', failure(owner))
    await handled(identity, event)
    await identity.system.send('media', 'identity', 'media.failed', event.data, event)
    await identity.system.send('media', 'identity', 'media.failed', event.data, event)
    const later = await identity.system.send('editor', 'identity', 'video.failed', {
      ...failure(owner),
      renderId: randomUUID(),
    })
    await handled(identity, later)
    expect((await notificationsOf(identity, owner.viewer)).map(({ type, count }) => [type, count])).toEqual([
      ['VIDEO_FAILED', 1],
      ['MEDIA_FAILED', 1],
    ])
  })

  test('of what happens again in one run is the same one, unread again', async () => {
    const owner = await identity.addUser('EDITOR')
    const data = failure(owner)
    await handled(identity, await identity.system.send('media', 'identity', 'media.failed', data))
    await identity.ask('mutation { markNotificationsRead(input: {}) { marked } }', {}, owner.viewer)
    await handled(identity, await identity.system.send('media', 'identity', 'media.failed', data))
    const notifications = await notificationsOf(identity, owner.viewer)
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
    for (const status of ['RUNNING', 'COMPLETED'] as const) await handled(identity, await stage(status, null))
    expect(await notificationsOf(identity, owner.viewer)).toEqual([])
    await handled(identity, await stage('AWAITING_REVIEW', randomUUID()))
    expect(await notificationsOf(identity, owner.viewer)).toMatchObject([
      { type: 'GATE_OPENED', title: '“Why cats purr” waits for your decision' },
    ])
  })

  test('is made once by two replicas that get its event at the same time', async () => {
    await identity.system.start(service, identity.environment)
    const owner = await identity.addUser('EDITOR')
    const data = failure(owner)
    const event = await identity.system.send('media', 'identity', 'media.failed', data)
    for (let at = 0; at < 5; at += 1)
      await identity.system.send('media', 'identity', 'media.failed', data, event)
    const others = [1, 2, 3, 4].map(() => identity.system.send('media', 'identity', 'media.failed', data))
    for (const sent of [event, ...(await Promise.all(others))]) await handled(identity, sent)
    expect(await notificationsOf(identity, owner.viewer)).toMatchObject([{ count: 5 }])
  })

  test('of a gate goes to the admins when the owner may not decide', async () => {
    const owner = await identity.addUser('VIEWER')
    const { error: _, ...ref } = failure(owner)
    const waiting = {
      stage: 'VIDEO',
      status: 'AWAITING_REVIEW',
      attempt: 1,
      provider: null,
      error: null,
    } as const
    const data = { ...ref, ...waiting, gateId: randomUUID() }
    await handled(
      identity,
      await identity.system.send('director', 'identity', 'pipeline.stage_changed', data),
    )
    expect(await notificationsOf(identity, owner.viewer)).toEqual([])
    expect(
      (await notificationsOf(identity, admin)).filter(({ content }) => content?.id === data.contentId),
    ).toMatchObject([{ type: 'GATE_OPENED' }])
  })

  test('about a content whose owner is gone goes to the admins', async () => {
    const gone = await identity.addUser('EDITOR')
    await identity.system.query('UPDATE identity.users SET is_active = false WHERE id = $1', [gone.id])
    const data = failure(gone)
    await handled(identity, await identity.system.send('media', 'identity', 'media.failed', data))
    expect(await notificationsOf(identity, gone.viewer)).toEqual([])
    expect(
      (await notificationsOf(identity, admin)).filter(({ content }) => content?.id === data.contentId),
    ).toHaveLength(1)
  })
})

describe('a burst of trends', () => {
  test('is one notification of each editor and admin, and of no viewer', async () => {
    const [editor, viewer] = [await identity.addUser('EDITOR'), await identity.addUser('VIEWER')]
    const scanId = randomUUID()
    const trends = [50, 90, 70, 10, 30, 60, 20].map(score => trend(scanId, score))
    for (const data of trends)
      await handled(identity, await identity.system.send('scout', 'identity', 'trend.detected', data))

    const expected = {
      type: 'TREND_DETECTED',
      title: '7 new trends',
      count: 7,
      isRead: false,
      trend: { id: trends[1]?.trendId },
    }
    expect(await notificationsOf(identity, editor.viewer)).toMatchObject([expected])
    expect((await notificationsOf(identity, admin))[0]).toMatchObject(expected)
    expect(await notificationsOf(identity, viewer.viewer)).toEqual([])
    const first = await identity.system.hear('notification.created', told => told.userId === editor.id)
    expect(first.data.title).toBe('New trend: Topic 50')
    const last = await identity.system.hear(
      'notification.created',
      told => told.userId === editor.id && told.title === '7 new trends',
    )
    expect(last.data.notificationId).toBe(first.data.notificationId)

    await handled(
      identity,
      await identity.system.send('scout', 'identity', 'trend.detected', trend(randomUUID(), 40)),
    )
    expect((await notificationsOf(identity, editor.viewer)).map(({ title }) => title)).toEqual([
      'New trend: Topic 40',
      '7 new trends',
    ])
  })
})

describe('reading', () => {
  test('marks one’s own as read, some or all, and counts the rest', async () => {
    const [owner, other] = [await identity.addUser('EDITOR'), await identity.addUser('EDITOR')]
    for (let at = 0; at < 3; at += 1) await failPictures(identity, owner)
    const [newest] = await notificationsOf(identity, owner.viewer)
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
    expect(await notificationsOf(identity, owner.viewer, { unread: true })).toHaveLength(2)
    expect(await mark(null, owner.viewer)).toEqual({ marked: 2, unreadNotificationCount: 0 })
    expect((await notificationsOf(identity, owner.viewer)).every(({ isRead }) => isRead)).toBe(true)
  })

  test('of all is not undone by time, and leaves what comes afterwards unread', async () => {
    const owner = await identity.addUser('EDITOR')
    const first = await failPictures(identity, owner)
    await failPictures(identity, owner)
    // The clock of the one that made these ran ahead.
    await identity.system.query(
      `UPDATE identity.notifications SET created_at = created_at + interval '1 minute' WHERE user_id = $1`,
      [owner.id],
    )
    const markAll = () =>
      identity.ask(
        'mutation { markNotificationsRead(input: {}) { marked unreadNotificationCount } }',
        {},
        owner.viewer,
      )
    const result = (marked: number) => ({ markNotificationsRead: { marked, unreadNotificationCount: 0 } })
    expect(await markAll()).toEqual(result(2))
    expect(await markAll()).toEqual(result(0))
    await failPictures(identity, owner)
    await failPictures(identity, owner, first.runId)
    expect((await notificationsOf(identity, owner.viewer)).map(({ isRead }) => isRead)).toEqual([
      false,
      false,
      true,
    ])
    expect(await notificationsOf(identity, owner.viewer, { unread: false })).toHaveLength(1)
    expect(await markAll()).toEqual(result(2))
  })

  test('can be narrowed down to types, and to what came since', async () => {
    const owner = await identity.addUser('EDITOR')
    await failPictures(identity, owner)
    const video = { ...failure(owner), renderId: randomUUID() }
    await handled(identity, await identity.system.send('editor', 'identity', 'video.failed', video))
    const typesOf = async (filter: Parameters<typeof notificationsOf>[2]) =>
      (await notificationsOf(identity, owner.viewer, filter)).map(({ type }) => type)
    expect(await typesOf({ types: ['MEDIA_FAILED'] })).toEqual(['MEDIA_FAILED'])
    expect(await typesOf({ types: [] })).toEqual([])
    const [newest] = await notificationsOf(identity, owner.viewer)
    expect(await typesOf({ since: newest?.createdAt })).toEqual(['VIDEO_FAILED'])
    const path = `/api/v1/notifications?types=MEDIA_FAILED,VIDEO_FAILED&since=${newest?.createdAt}`
    const { items } = await (await identity.service.request(path, owner.viewer)).json()
    expect(items).toMatchObject([{ type: 'VIDEO_FAILED', isRead: false }])
    const wrong = await identity.service.request('/api/v1/notifications?types=NONSENSE', owner.viewer)
    expect(wrong.status).toBe(400)
  })

  test('comes in pages without gaps', async () => {
    const owner = await identity.addUser('EDITOR')
    for (let at = 0; at < 5; at += 1) await failPictures(identity, owner)
    const all = await notificationsOf(identity, owner.viewer)
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
    await failPictures(identity, owner)
    const [notification] = await notificationsOf(identity, owner.viewer)
    const references = [{ __typename: 'Notification', id: notification?.id }]
    const query = `query ($references: [_Any!]!) { _entities(representations: $references) { ... on Notification { title } } }`
    const seenBy = async (viewer: Viewer) =>
      (await identity.ask<{ _entities: unknown[] }>(query, { references }, viewer))._entities
    expect(await seenBy(owner.viewer)).toEqual([{ title: notification?.title }])
    expect(await seenBy(testViewer('EDITOR'))).toEqual([null])
    expect(await seenBy(admin)).toEqual([null])
    const path = `/api/v1/notifications/${notification?.id}/read`
    const patch = { method: 'PATCH' }
    const { viewer: stranger } = await identity.addUser('ADMIN')
    expect((await identity.service.request(path, stranger, patch)).status).toBe(404)
    expect(await (await identity.service.request(path, owner.viewer, patch)).json()).toMatchObject({
      isRead: true,
    })
  })

  test('works over REST as well', async () => {
    const owner = await identity.addUser('EDITOR')
    await failPictures(identity, owner)
    const get = async (path: string) =>
      (await identity.service.request(`/api/v1${path}`, owner.viewer)).json()
    expect(await get('/notifications/unread-count')).toEqual({ unread: 1 })
    expect((await get('/notifications?unread=true')).items).toMatchObject([
      { type: 'MEDIA_FAILED', isRead: false },
    ])
    const ids = (await get('/notifications')).items.map(({ id }: Listed) => id)
    const some = await identity.service.request('/api/v1/notifications/read', owner.viewer, {
      method: 'POST',
      body: JSON.stringify({ ids }),
    })
    expect(await some.json()).toEqual({ marked: 1 })
    await failPictures(identity, owner)
    const all = await identity.service.request('/api/v1/notifications/read-all', owner.viewer, {
      method: 'POST',
    })
    expect(await all.json()).toEqual({ marked: 1 })
    expect((await get('/notifications?unread=true')).items).toEqual([])
  })
})

/** Has the nightly job run now, and waits until `isDone`. */
async function runRetention(isDone: () => Promise<boolean>, what: string): Promise<void> {
  const connection = new Redis(identity.system.redis.url)
  const queues = createQueues(connection)
  await queues.open(jobQueueName('identity', 'retention')).add('retention', {})
  await eventually(isDone, what)
  await queues.close()
  connection.disconnect()
}

describe('what is over', () => {
  test('is removed after 90 days, in batches', async () => {
    const owner = await identity.addUser('EDITOR')
    const row = `gen_random_uuid(), $1, 'MEDIA_FAILED', 'old ' || n, 't', 'b', now() - interval '91 days'`
    await identity.system.query(
      `INSERT INTO identity.notifications (id, user_id, type, group_key, title, body, created_at)
       SELECT ${row} FROM generate_series(1, 6000) n`,
      [owner.id],
    )
    await failPictures(identity, owner)
    await runRetention(async () => {
      const sql = 'SELECT 1 FROM identity.notifications WHERE user_id = $1'
      return (await identity.system.query(sql, [owner.id])).length === 1
    }, 'the old ones to be gone')
  })

  test('is removed when its time has come: sessions, keys, links, invitations, mails with their files, what the audit log tells', async () => {
    const [gone, stays] = [await identity.addUser('EDITOR'), await identity.addUser('EDITOR')]
    for (const user of [gone, stays]) {
      await identity.logIn(user)
      await identity.send('POST', '/api-keys', { name: 'script', password: user.password }, user.viewer)
      await identity.post('/api/v1/auth/forgot-password', { email: user.email })
      await identity.mailTo(user.email, 'reset-password')
      await identity.system.query(
        `INSERT INTO identity.invitations (id, email, name, role, invited_by_id, token_hash, expires_at, user_id)
         VALUES (gen_random_uuid(), $1, 'Invited', 'EDITOR', $2, gen_random_uuid(), now(), $2)`,
        [user.email, user.id],
      )
    }
    const tables = [
      ['sessions', 'user_id = $1', `expires_at = now() - interval '31 days'`],
      ['api_keys', 'user_id = $1', `expires_at = now() - interval '31 days'`],
      ['account_tokens', 'user_id = $1', 'expires_at = now()'],
      ['invitations', 'user_id = $1', `expires_at = now() - interval '91 days'`],
      ['audit_entries', '$1 IN (actor_id, subject_id)', `at = now() - interval '366 days'`],
      [
        'mails',
        'recipient = (SELECT email FROM identity.users WHERE id = $1)',
        `created_at = now() - interval '31 days'`,
      ],
    ] as const
    const leftOf = async ({ id }: TestUser) => {
      const counts = tables.map(
        ([table, whose]) => `(SELECT count(*)::int FROM identity.${table} WHERE ${whose}) AS ${table}`,
      )
      const [row] = await identity.system.query<Record<string, number>>(`SELECT ${counts.join(', ')}`, [id])
      return Object.values(row ?? {})
    }
    const mailsOf = ({ email }: TestUser) =>
      identity.system.query<{ id: string }>(
        `SELECT id FROM identity.mails WHERE recipient = $1 AND state = 'KEPT'`,
        [email],
      )
    const folder = join(identity.system.folder, 'mails')
    const [old] = await mailsOf(gone)
    const longAgo = new Date(Date.now() - 31 * 86_400_000)
    await utimes(join(folder, `${old?.id}.eml`), longAgo, longAgo)
    for (const [table, whose, aged] of tables)
      await identity.system.query(`UPDATE identity.${table} SET ${aged} WHERE ${whose}`, [gone.id])
    await runRetention(async () => (await leftOf(gone)).every(count => count === 0), 'all of it to be gone')
    expect((await leftOf(stays)).every(count => count > 0)).toBe(true)
    const kept = await mailsOf(stays)
    const files = await readdir(folder)
    expect(files).not.toContain(`${old?.id}.eml`)
    for (const { id } of kept) expect(files).toContain(`${id}.eml`)
  })
})
