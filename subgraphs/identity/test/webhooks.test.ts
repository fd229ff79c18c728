import { createHash } from 'node:crypto'
import { eventually } from '@orion/common/testing/test-system'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type IdentitySystem,
  startIdentity,
  type TestUser,
  userPassword,
  viewerOfSignIn,
} from './identity-system.ts'
import { failPictures, notificationsOf } from './notification-events.ts'
import { type Answer, goodSignatures, startReceiver, type WebhookReceiver } from './webhook-receiver.ts'

let receiver: WebhookReceiver
let identity: IdentitySystem

beforeAll(async () => {
  receiver = await startReceiver()
  identity = await startIdentity({
    IDENTITY_WEBHOOK_ALLOW_PRIVATE_HOSTS: receiver.host,
    IDENTITY_WEBHOOK_TIMEOUT_MS: '300',
    IDENTITY_WEBHOOK_RETRY_SECONDS: '0,0',
    IDENTITY_WEBHOOK_GIVE_UP_HOURS: '1',
  })
  receiver.answer = (path, nth): Answer => {
    if (path === '/gone') return { status: 410 }
    if (path === '/flaky') return { status: nth < 2 ? 500 : 200, body: 'x'.repeat(10_000) }
    if (path === '/down') return { status: 503, body: 'not\0today' }
    if (path === '/busy') return { status: nth === 0 ? 429 : 200, headers: { 'retry-after': '3600' } }
    if (path === '/moved') return { status: 302, headers: { location: `${receiver.url}/secret` } }
    if (path === '/slow') return { status: 200, hangs: true }
    return { status: 204 }
  }
})
afterAll(async () => {
  await identity?.system.stop()
  await receiver?.close()
})

interface Delivery {
  id: string
  type: string
  status: string
  attempts: number
  responseStatus: number | null
  responseBody: string | null
  error: string | null
  nextAttemptAt: string | null
}
interface Webhook {
  id: string
  isEnabled: boolean
  disabledReason: string | null
  failingSince: string | null
  deliveries: { nodes: Delivery[] }
}

const webhookFields =
  'id isEnabled disabledReason failingSince deliveries { nodes { id type status attempts responseStatus responseBody error nextAttemptAt } }'

async function add(user: TestUser, path: string): Promise<{ id: string; secret: string }> {
  const { createWebhook } = await identity.ask<{ createWebhook: { webhook: Webhook; secret: string } }>(
    'mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } secret } }',
    { input: { url: receiver.url + path, description: 'mine', password: userPassword } },
    user.viewer,
  )
  return { id: createWebhook.webhook.id, secret: createWebhook.secret }
}

async function read(user: TestUser, id: string): Promise<Webhook> {
  const { webhook } = await identity.ask<{ webhook: Webhook }>(
    `query ($id: ID!) { webhook(id: $id) { ${webhookFields} } }`,
    { id },
    user.viewer,
  )
  return webhook
}

/** Waits until the newest delivery of a webhook is as expected. */
const deliveryOf = (user: TestUser, id: string, fits: (delivery: Delivery) => boolean) =>
  eventually(async () => {
    const [newest] = (await read(user, id)).deliveries.nodes
    return newest && fits(newest) ? newest : null
  }, 'the delivery')

const isOver = ({ status }: Delivery) => status !== 'PENDING'
const received = (path: string) => receiver.received.filter(each => each.path === path)

async function change(user: TestUser, name: string, input: Record<string, unknown>, fields: string) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`
  const data = await identity.ask<Record<string, Record<string, unknown>>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} userErrors { field message code } } }`,
    { input },
    user.viewer,
  )
  return data[name] ?? {}
}

describe('a webhook', () => {
  test('gets each notification of its user, signed by the scheme of Standard Webhooks', async () => {
    const [owner, other] = [await identity.addUser('EDITOR'), await identity.addUser('EDITOR')]
    const { id, secret } = await add(owner, '/mine')
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/)
    await failPictures(identity, other)
    await failPictures(identity, owner)
    const delivery = await deliveryOf(owner, id, isOver)
    expect(delivery).toMatchObject({ status: 'DELIVERED', attempts: 1, responseStatus: 204, error: null })
    const [message, ...more] = received('/mine')
    if (!message) throw new Error('nothing came')
    expect(more).toEqual([])
    expect(goodSignatures(message, secret)).toBe(1)
    expect(message.headers['webhook-id']).toBe(delivery.id)
    expect(Math.abs(Date.now() / 1000 - Number(message.headers['webhook-timestamp']))).toBeLessThan(60)
    const [notification] = await notificationsOf(identity, owner.viewer)
    expect(JSON.parse(message.body)).toEqual({
      type: 'notification.created',
      timestamp: notification?.createdAt,
      data: {
        notificationId: notification?.id,
        userId: owner.id,
        type: 'MEDIA_FAILED',
        title: notification?.title,
        body: notification?.body,
        contentId: notification?.content?.id,
        trendId: null,
        count: 1,
      },
    })
  })

  test('keeps its secret sealed, and tells it only when it is made', async () => {
    const owner = await identity.addUser('EDITOR')
    const { id, secret } = await add(owner, '/sealed')
    const rows = await identity.system.query('SELECT * FROM identity.webhooks WHERE id = $1', [id])
    expect(JSON.stringify(rows)).not.toContain(secret.slice(6))
    const listed = await identity.service.request('/api/v1/webhooks', owner.viewer)
    expect(Object.keys((await listed.json()).items[0])).toEqual([
      'id',
      'url',
      'description',
      'previousSecretUntil',
      'isEnabled',
      'disabledReason',
      'failingSince',
      'createdAt',
    ])
  })

  test('is signed with both secrets for a day after a rotation', async () => {
    const owner = await identity.addUser('EDITOR')
    const { id, secret } = await add(owner, '/rotated')
    const { password } = owner
    const rotated = await change(owner, 'rotateWebhookSecret', { id, password }, 'secret')
    await change(owner, 'testWebhook', { id }, 'delivery { id }')
    await deliveryOf(owner, id, isOver)
    await identity.system.query(
      `UPDATE identity.webhooks SET previous_secret_until = now() - interval '1 second' WHERE id = $1`,
      [id],
    )
    await change(owner, 'testWebhook', { id }, 'delivery { id }')
    await eventually(() => received('/rotated').length === 2)
    const counts = (of: unknown) => received('/rotated').map(message => goodSignatures(message, String(of)))
    expect(counts(secret)).toEqual([1, 0])
    expect(counts(rotated.secret)).toEqual([1, 1])
  })

  test('can be tested, disabled and removed over REST, and every such act is recorded', async () => {
    const owner = await identity.addUser('EDITOR')
    const call = (method: string, path: string, body?: unknown) =>
      identity.service.request(`/api/v1/webhooks${path}`, owner.viewer, {
        method,
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
    const made = await call('POST', '', { url: `${receiver.url}/rest`, password: owner.password })
    expect([made.status, made.headers.get('cache-control')]).toEqual([201, 'no-store'])
    const { id } = await made.json()
    expect((await call('PATCH', `/${id}`, { url: '' })).status).toBe(400)
    expect((await call('PATCH', `/${id}`, { isEnabled: false })).status).toBe(200)
    expect((await call('POST', `/${id}/test`)).status).toBe(202)
    await deliveryOf(owner, id, ({ status }) => status === 'DELIVERED')
    const { items } = await (await call('GET', `/${id}/deliveries?status=DELIVERED`)).json()
    expect(items).toMatchObject([{ type: 'webhook.test', responseStatus: 204 }])
    expect((await call('POST', `/deliveries/${items[0].id}/redeliver`)).status).toBe(409)
    const { password } = owner
    expect((await call('POST', `/${id}/rotate-secret`, { password })).status).toBe(200)
    expect((await call('DELETE', `/${id}`)).status).toBe(204)
    expect((await call('GET', `/${id}`)).status).toBe(404)
    const acts = await identity.system.query(
      'SELECT action FROM identity.audit_entries WHERE subject_id = $1 ORDER BY at, id',
      [id],
    )
    expect(acts.map(({ action }) => action).sort()).toEqual([
      'WEBHOOK_ADDED',
      'WEBHOOK_CHANGED',
      'WEBHOOK_REMOVED',
      'WEBHOOK_SECRET_ROTATED',
      'WEBHOOK_TESTED',
    ])
  })

  test('leads where its owner says: another address, and a new secret, take the password, or a sign-in of the last ten minutes', async () => {
    const owner = await identity.addUser('EDITOR')
    const signedIn = { ...owner, viewer: viewerOfSignIn(await identity.logIn(owner)) }
    const at = (path: string) => receiver.url + path
    const made = await change(signedIn, 'createWebhook', { url: at('/own') }, 'webhook { id }')
    const { id } = made.webhook as { id: string }
    await identity.system.query(
      `UPDATE identity.sessions SET signed_in_at = now() - interval '11 minutes' WHERE id = $1`,
      [signedIn.viewer.sessionId],
    )
    const refusals = [
      [undefined, 'CONFIRMATION_NEEDED'],
      ['a guess of the thief', 'INVALID_INPUT'],
    ] as const
    for (const [password, code] of refusals) {
      const userErrors = [{ code, field: ['input', 'password'] }]
      const adding = await change(signedIn, 'createWebhook', { url: at('/theirs'), password }, 'secret')
      expect(adding).toMatchObject({ secret: null, userErrors })
      const moving = { id, url: at('/theirs'), password }
      expect(await change(signedIn, 'updateWebhook', moving, 'webhook { id }')).toMatchObject({ userErrors })
      const rotating = await change(signedIn, 'rotateWebhookSecret', { id, password }, 'secret')
      expect(rotating).toMatchObject({ secret: null, userErrors })
    }
    const overRest = [
      await identity.send('POST', '/webhooks', { url: at('/theirs') }, signedIn.viewer),
      await identity.send('PATCH', `/webhooks/${id}`, { url: at('/theirs') }, signedIn.viewer),
      await identity.send('POST', `/webhooks/${id}/rotate-secret`, {}, signedIn.viewer),
    ]
    for (const refused of overRest)
      expect([refused.status, await refused.json()]).toMatchObject([
        400,
        { error: { code: 'CONFIRMATION_NEEDED', field: ['password'] } },
      ])
    // What lets nothing out to anywhere new takes nothing.
    const same = { id, url: at('/own'), description: 'the same', isEnabled: false }
    const urlOf = 'webhook { url }'
    expect(await change(signedIn, 'updateWebhook', same, urlOf)).toMatchObject({
      webhook: { url: at('/own') },
    })
    const moved = { id, url: at('/moved-by-its-owner'), password: owner.password }
    expect(await change(signedIn, 'updateWebhook', moved, urlOf)).toMatchObject({
      webhook: { url: moved.url },
      userErrors: [],
    })
  })

  test('is its user’s alone, also for admins, whichever way it is asked for', async () => {
    const owner = await identity.addUser('EDITOR')
    const { id } = await add(owner, '/private')
    await change(owner, 'testWebhook', { id }, 'delivery { id }')
    const { id: deliveryId } = await deliveryOf(owner, id, isOver)
    const intruder = { ...owner, viewer: (await identity.addUser('ADMIN')).viewer }
    expect(await read(intruder, id)).toBeNull()
    for (const [name, input, fields] of [
      ['updateWebhook', { id, isEnabled: false }, 'webhook { id }'],
      ['rotateWebhookSecret', { id }, 'secret'],
      ['deleteWebhook', { id }, 'deletedId'],
      ['testWebhook', { id }, 'delivery { id }'],
      ['redeliverWebhook', { id: deliveryId }, 'delivery { id }'],
    ] as const)
      expect(await change(intruder, name, input, fields)).toMatchObject({
        userErrors: [{ code: 'NOT_FOUND' }],
      })
    for (const path of [`/${id}`, `/${id}/deliveries`])
      expect((await identity.service.request(`/api/v1/webhooks${path}`, intruder.viewer)).status).toBe(404)
    expect(await read(owner, id)).toMatchObject({ isEnabled: true })
  })

  test('is added and changed by people who signed in: an API key only reads, when it was given the right for that', async () => {
    const owner = await identity.addUser('EDITOR')
    const { id } = await add(owner, '/not-by-key')
    const byKey = { ...owner, viewer: { ...owner.viewer, scopes: ['read', 'account:read'] } }
    const input = { url: `${receiver.url}/by-key` }
    await expect(change(byKey, 'createWebhook', input, 'secret')).rejects.toThrow('account:write')
    await expect(change(byKey, 'rotateWebhookSecret', { id }, 'secret')).rejects.toThrow('account:write')
    const calls = [
      ['POST', '', input],
      ['PATCH', `/${id}`, { isEnabled: false }],
      ['DELETE', `/${id}`, {}],
      ['POST', `/${id}/rotate-secret`, {}],
      ['POST', `/${id}/test`, {}],
    ] as const
    for (const [method, path, body] of calls)
      expect((await identity.send(method, `/webhooks${path}`, body, byKey.viewer)).status).toBe(403)
    expect(await read(byKey, id)).toMatchObject({ isEnabled: true })
    // Whoever has the rest of an address can often write to its receiver.
    const urlOf = async ({ viewer }: TestUser) => [
      (await (await identity.service.request(`/api/v1/webhooks/${id}`, viewer)).json()).url,
      (await identity.ask<{ webhook: { url: string } }>(`{ webhook(id: "${id}") { url } }`, {}, viewer))
        .webhook.url,
    ]
    expect(await urlOf(owner)).toEqual(Array(2).fill(`${receiver.url}/not-by-key`))
    expect(await urlOf(byKey)).toEqual(Array(2).fill(`${receiver.url}/`))
  })

  test('is neither added, changed nor called in a session that ended while the request was under way', async () => {
    const owner = await identity.addUser('EDITOR')
    const { id } = await add(owner, '/before-the-end')
    const stolen = { ...owner, viewer: viewerOfSignIn(await identity.logIn(owner)) }
    expect((await identity.send('POST', '/auth/logout', {}, stolen.viewer)).status).toBe(204)
    const calls = [
      ['createWebhook', { url: `${receiver.url}/after-the-end`, password: owner.password }, 'secret'],
      ['updateWebhook', { id, isEnabled: false }, 'webhook { id }'],
      ['rotateWebhookSecret', { id, password: owner.password }, 'secret'],
      ['deleteWebhook', { id }, 'deletedId'],
      ['testWebhook', { id }, 'delivery { id }'],
    ] as const
    for (const [name, input, fields] of calls)
      await expect(change(stolen, name, input, fields)).rejects.toThrow('Your session has ended')
    expect(await read(owner, id)).toMatchObject({ isEnabled: true, deliveries: { nodes: [] } })
  })

  test('is not called by hand without end', async () => {
    const owner = await identity.addUser('EDITOR')
    const { id } = await add(owner, '/by-hand')
    const counted = createHash('sha256').update(`webhook messages by hand of ${owner.id}`).digest('hex')
    const redis = new Redis(identity.system.redis.url)
    await redis.hset(`orion:identity:attempts:account:${counted}`, { attempts: 104 })
    redis.disconnect()
    expect((await identity.send('POST', `/webhooks/${id}/test`, {}, owner.viewer)).status).toBe(202)
    expect((await identity.send('POST', `/webhooks/${id}/test`, {}, owner.viewer)).status).toBe(429)
  })

  test('is one of ten at most', async () => {
    const owner = await identity.addUser('EDITOR')
    for (let at = 0; at < 10; at += 1) await add(owner, '/many')
    const input = { url: `${receiver.url}/many`, password: owner.password }
    expect(await change(owner, 'createWebhook', input, 'secret')).toMatchObject({
      secret: null,
      userErrors: [{ code: 'LIMIT_REACHED' }],
    })
  })

  test('gets nothing of what its user does not want there', async () => {
    const owner = await identity.addUser('EDITOR')
    const { id } = await add(owner, '/unwanted')
    await identity.service.request('/api/v1/notifications/preferences', owner.viewer, {
      method: 'PUT',
      body: JSON.stringify({ preferences: [{ type: 'MEDIA_FAILED', webhook: false }] }),
    })
    await failPictures(identity, owner)
    expect((await read(owner, id)).deliveries.nodes).toEqual([])
  })
})

describe('a delivery', () => {
  test('is tried again under the same id, and its answer is kept in part', async () => {
    const owner = await identity.addUser('EDITOR')
    const { id } = await add(owner, '/flaky')
    await failPictures(identity, owner)
    const delivery = await deliveryOf(owner, id, isOver)
    expect(delivery).toMatchObject({ status: 'DELIVERED', attempts: 3, responseStatus: 200, error: null })
    expect(delivery.responseBody).toHaveLength(1024)
    expect(new Set(received('/flaky').map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(await read(owner, id)).toMatchObject({ failingSince: null, isEnabled: true })
  })

  test('fails after its last attempt, and can be sent once more by hand', async () => {
    const owner = await identity.addUser('EDITOR')
    const { id } = await add(owner, '/down')
    await failPictures(identity, owner)
    const failed = await deliveryOf(owner, id, isOver)
    expect(failed).toMatchObject({
      status: 'FAILED',
      attempts: 3,
      responseStatus: 503,
      responseBody: 'not\uFFFDtoday',
      error: 'It answered with status 503.',
    })
    expect(await read(owner, id)).toMatchObject({ failingSince: expect.any(String), isEnabled: true })
    const { password } = owner
    await change(owner, 'updateWebhook', { id, url: `${receiver.url}/mended`, password }, 'webhook { id }')
    const again = await change(owner, 'redeliverWebhook', { id: failed.id }, 'delivery { status }')
    expect(again).toMatchObject({ delivery: { status: 'PENDING' }, userErrors: [] })
    expect(await deliveryOf(owner, id, isOver)).toMatchObject({ status: 'DELIVERED', attempts: 4 })
    const acts = await identity.system.query(
      `SELECT details FROM identity.audit_entries WHERE subject_id = $1 AND action = 'WEBHOOK_REDELIVERED'`,
      [id],
    )
    expect(acts).toEqual([{ details: { host: receiver.host, deliveryId: failed.id } }])
    expect(received('/mended')[0]?.headers['webhook-id']).toBe(failed.id)
  })

  test('waits as long as the receiver asks, unless somebody sends it by hand', async () => {
    const owner = await identity.addUser('EDITOR')
    const { id } = await add(owner, '/busy')
    await failPictures(identity, owner)
    const waiting = await deliveryOf(owner, id, ({ attempts }) => attempts === 1)
    expect(waiting.status).toBe('PENDING')
    expect(Date.parse(waiting.nextAttemptAt ?? '') - Date.now()).toBeGreaterThan(3_500_000)
    await change(owner, 'redeliverWebhook', { id: waiting.id }, 'delivery { id }')
    expect(await deliveryOf(owner, id, isOver)).toMatchObject({ status: 'DELIVERED', attempts: 2 })
  })

  test('to a receiver that never answers is given up in time', async () => {
    const owner = await identity.addUser('EDITOR')
    const { id } = await add(owner, '/slow')
    await change(owner, 'testWebhook', { id }, 'delivery { id }')
    expect(await deliveryOf(owner, id, isOver)).toMatchObject({
      status: 'FAILED',
      attempts: 1,
      responseStatus: null,
      error: `"${receiver.host}" did not answer in full within 300 ms.`,
    })
  })

  test('that is gone for good disables the webhook, and its owner is told', async () => {
    const owner = await identity.addUser('EDITOR')
    const { id } = await add(owner, '/gone')
    await failPictures(identity, owner)
    expect(await deliveryOf(owner, id, isOver)).toMatchObject({ status: 'FAILED', attempts: 1 })
    expect(await read(owner, id)).toMatchObject({
      isEnabled: false,
      disabledReason: expect.stringContaining('410'),
    })
    expect(await notificationsOf(identity, owner.viewer, { types: ['WEBHOOK_DISABLED'] })).toMatchObject([
      { title: `Your webhook at ${receiver.host} was disabled`, count: 1 },
    ])
    await failPictures(identity, owner)
    expect((await read(owner, id)).deliveries.nodes).toHaveLength(1)
    await change(owner, 'updateWebhook', { id, isEnabled: true }, 'webhook { id }')
    expect(await read(owner, id)).toMatchObject({ isEnabled: true, disabledReason: null })
  })

  test('that fails after a long time of failing disables the webhook, and its owner is told', async () => {
    const owner = await identity.addUser('EDITOR')
    const { id } = await add(owner, '/down')
    await identity.system.query(
      `UPDATE identity.webhooks SET failing_since = now() - interval '2 hours' WHERE id = $1`,
      [id],
    )
    await failPictures(identity, owner)
    await deliveryOf(owner, id, isOver)
    expect(await read(owner, id)).toMatchObject({ isEnabled: false })
    expect(await notificationsOf(identity, owner.viewer, { types: ['WEBHOOK_DISABLED'] })).toHaveLength(1)
  })
})

describe('an address inside a network', () => {
  test.each([
    ['https://169.254.169.254/latest/meta-data/', 'private'],
    ['https://[::1]/', 'private'],
    ['https://[::ffff:127.0.0.1]/', 'private'],
    ['https://2130706433/', 'private'],
    ['https://017700000001/', 'private'],
    ['https://0x7f.0.0.1/', 'private'],
    ['https://10.0.0.1/', 'private'],
    ['http://example.com/', 'https'],
    ['ftp://example.com/', 'https'],
    ['https://example.com:22/', 'port'],
    ['https://user:secret@example.com/', 'user or a password'],
    ['http://127.0.0.1:1/', 'https'],
  ])('%s is not taken', async (url, why) => {
    const owner = await identity.addUser('EDITOR')
    const { userErrors } = await change(owner, 'createWebhook', { url }, 'secret')
    expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['input', 'url'] }])
    expect(JSON.stringify(userErrors)).toContain(why)
    expect(JSON.stringify(userErrors)).not.toContain('secret')
  })

  test('behind a name is found when it is called', async () => {
    const owner = await identity.addUser('EDITOR')
    const input = { url: 'https://localhost/', password: owner.password }
    const made = await change(owner, 'createWebhook', input, 'webhook { id }')
    const { id } = made.webhook as { id: string }
    await change(owner, 'testWebhook', { id }, 'delivery { id }')
    expect(await deliveryOf(owner, id, isOver)).toMatchObject({
      status: 'FAILED',
      responseStatus: null,
      error: expect.stringContaining('private or reserved network address'),
    })
  })

  test('behind a redirect is not gone to', async () => {
    const owner = await identity.addUser('EDITOR')
    const { id } = await add(owner, '/moved')
    await change(owner, 'testWebhook', { id }, 'delivery { id }')
    expect(await deliveryOf(owner, id, isOver)).toMatchObject({
      status: 'FAILED',
      responseStatus: 302,
      error: expect.stringContaining('redirect'),
    })
    expect(received('/secret')).toEqual([])
  })
})
