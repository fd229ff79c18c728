import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type Viewer, viewerOf } from '@orion/common'
import { hashApiKey, isApiKey } from '@orion/common/access/api-key'
import { isRevoked, REVOCATION_CHANNEL } from '@orion/common/access/revocation'
import { type EmbeddedRedis, startRedis } from '@orion/common/embedded/redis'
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

let identity: IdentitySystem
let listener: Redis
let redisAgain: EmbeddedRedis | undefined
const told: unknown[] = []

beforeAll(async () => {
  identity = await startIdentity()
  listener = new Redis(identity.system.redis.url)
  listener.on('error', () => {})
  listener.on('message', (_, message) => told.push(JSON.parse(message)))
  await listener.subscribe(REVOCATION_CHANNEL)
})
afterAll(async () => {
  listener?.disconnect()
  await identity?.system.stop()
  await redisAgain?.stop()
})

interface Created {
  apiKey: { id: string; name: string; hint: string; scopes: string[]; expiresAt: string } | null
  secret: string | null
  userErrors: { field: string[]; code: string }[]
}

async function create(viewer: Viewer, input: object = {}): Promise<Created> {
  const { createApiKey } = await identity.ask<{ createApiKey: Created }>(
    `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
      apiKey { id name hint scopes expiresAt lastUsedAt } secret userErrors { field code } } }`,
    { input: { name: 'nightly scan', password: userPassword, ...input } },
    viewer,
  )
  return createApiKey
}

async function newKey(viewer: Viewer, input: object = {}): Promise<{ id: string; secret: string }> {
  const { apiKey, secret } = await create(viewer, input)
  if (!apiKey || !secret) throw new Error('the key was not made')
  return { id: apiKey.id, secret }
}

/** What the gateway is told of a key. */
async function introspect(secret: string): Promise<Record<string, unknown>> {
  const response = await identity.post(
    '/internal/api-keys/introspect',
    { keyHash: hashApiKey(secret) },
    { 'x-forwarded-for': '203.0.113.7' },
  )
  return response.json()
}

const listed = async (viewer: Viewer) =>
  (
    await identity.ask<{ apiKeys: { id: string; lastUsedIp: string | null }[] }>(
      '{ apiKeys { id lastUsedIp } }',
      {},
      viewer,
    )
  ).apiKeys

const revoke = (viewer: Viewer, id: string) =>
  identity.ask<{ revokeApiKey: { apiKeys: { id: string }[]; userErrors: { code: string }[] } }>(
    `mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { apiKeys { id } userErrors { code } } }`,
    { id },
    viewer,
  )

describe('an API key', () => {
  let user: TestUser
  beforeAll(async () => {
    user = await identity.addUser('EDITOR')
  })

  test('is shown once, and kept as a hash', async () => {
    const { apiKey, secret } = await create(user.viewer, { scopes: ['trends:write'] })
    expect(isApiKey(String(secret))).toBe(true)
    expect(apiKey).toMatchObject({
      name: 'nightly scan',
      hint: secret?.slice(-4),
      scopes: ['read', 'trends:write'],
      lastUsedAt: null,
    })
    const days = (Date.parse(String(apiKey?.expiresAt)) - Date.now()) / 86_400_000
    expect(Math.round(days)).toBe(90)
    const rows = await identity.system.query(
      'SELECT k.*, e.* FROM identity.api_keys k, identity.audit_entries e',
    )
    expect(JSON.stringify(rows)).not.toContain(secret)
  })

  test('tells the gateway for whom it speaks, and notes when and from where', async () => {
    const { id, secret } = await newKey(user.viewer, { scopes: ['content:write'] })
    expect(await introspect(secret)).toMatchObject({
      active: true,
      apiKeyId: id,
      userId: user.id,
      role: 'EDITOR',
      scopes: ['read', 'content:write'],
    })
    expect((await listed(user.viewer)).find(key => key.id === id)).toEqual({ id, lastUsedIp: '203.0.113.7' })
  })

  test('has no more rights than its owner has today', async () => {
    const changing = await identity.addUser('EDITOR')
    const { secret } = await newKey(changing.viewer, { scopes: ['content:write', 'publish:write'] })
    await identity.system.query(`UPDATE identity.users SET role = 'VIEWER' WHERE id = $1`, [changing.id])
    expect(await introspect(secret)).toMatchObject({ role: 'VIEWER', scopes: ['read'] })
    await identity.system.query(`UPDATE identity.users SET is_active = false WHERE id = $1`, [changing.id])
    expect(await introspect(secret)).toEqual({ active: false })
  })

  test.each([
    [{ scopes: ['users:read'] }, 'scopes'],
    [{ scopes: ['account:write'] }, 'scopes'],
    [{ name: '  ' }, 'name'],
    [{ expiresInDays: 0 }, 'expiresInDays'],
    [{ expiresInDays: 366 }, 'expiresInDays'],
  ])('cannot be made with %j', async (input, field) => {
    const { apiKey, secret, userErrors } = await create(user.viewer, input)
    expect({ apiKey, secret, userErrors }).toEqual({
      apiKey: null,
      secret: null,
      userErrors: [{ field: ['input', field], code: 'INVALID_INPUT' }],
    })
  })

  test('takes the password, or a sign-in of the last ten minutes, so that no stolen token becomes one', async () => {
    const owner = await identity.addUser('EDITOR')
    const viewer = viewerOfSignIn(await identity.logIn(owner))
    const needed = {
      secret: null,
      userErrors: [{ code: 'CONFIRMATION_NEEDED', field: ['input', 'password'] }],
    }
    expect(await create(viewer, { password: null })).toMatchObject({ userErrors: [] })
    await identity.system.query(
      `UPDATE identity.sessions SET signed_in_at = now() - interval '11 minutes' WHERE id = $1`,
      [viewer.sessionId],
    )
    expect(await create(viewer, { password: null })).toMatchObject(needed)
    expect((await identity.send('POST', '/api-keys', { name: 'backup' }, viewer)).status).toBe(400)
    expect(await create(viewer, { password: 'a guess of the thief' })).toMatchObject({
      secret: null,
      userErrors: [{ code: 'INVALID_INPUT', field: ['input', 'password'] }],
    })
    expect(await create(viewer)).toMatchObject({ userErrors: [] })
  })

  test('does not hold when it ended, or was never made', async () => {
    const { id, secret } = await newKey(user.viewer)
    await identity.system.query('UPDATE identity.api_keys SET expires_at = now() WHERE id = $1', [id])
    expect(await introspect(secret)).toEqual({ active: false })
    expect(await listed(user.viewer)).not.toContainEqual(expect.objectContaining({ id }))
    expect(await introspect('orion_unknown')).toEqual({ active: false })
  })

  test('ends at once, by its owner alone, and gateways are told', async () => {
    const { id, secret } = await newKey(user.viewer)
    const stranger = await identity.addUser('ADMIN')
    expect((await revoke(stranger.viewer, id)).revokeApiKey.userErrors).toEqual([{ code: 'NOT_FOUND' }])
    expect(await introspect(secret)).toMatchObject({ active: true })
    const { revokeApiKey } = await revoke(user.viewer, id)
    expect(revokeApiKey.apiKeys).not.toContainEqual({ id })
    expect(await introspect(secret)).toEqual({ active: false })
    expect(told).toContainEqual({ apiKeyId: id })
    expect((await revoke(user.viewer, id)).revokeApiKey.userErrors).toEqual([{ code: 'NOT_FOUND' }])
  })

  test('ends also while Redis is away, of which gateways are told once it is back', async () => {
    const { id, secret } = await newKey(user.viewer)
    const { redis, folder } = identity.system
    await redis.stop()
    expect((await revoke(user.viewer, id)).revokeApiKey.userErrors).toEqual([])
    expect(await introspect(secret)).toEqual({ active: false })
    redisAgain = await startRedis({ folder: join(folder, 'redis'), port: redis.port })
    // Written as well as told: gateways that come back later read it.
    const connection = new Redis(redis.url)
    const given = { userId: user.id, sessionId: null, apiKeyId: id, issuedAt: Date.now() / 1000 }
    await eventually(() => isRevoked(connection, given), 'word of the key')
    connection.disconnect()
  })

  test('ends with a changed password', async () => {
    const changing = await identity.addUser('VIEWER')
    const { id, secret } = await newKey(changing.viewer)
    await identity.ask(
      'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { userErrors { code } } }',
      { input: { currentPassword: changing.password, newPassword: 'eine andere lange zeile' } },
      changing.viewer,
    )
    expect(await introspect(secret)).toEqual({ active: false })
    expect(told).toContainEqual({ apiKeyId: id })
  })

  test('marks its owner’s notifications when it was given the right for that, and no more', async () => {
    const { secret } = await newKey(user.viewer, { scopes: ['notifications:write'] })
    const { scopes } = await introspect(secret)
    expect(scopes).toEqual(['read', 'notifications:write'])
    const byKey: Viewer = { ...viewerOf(user.id, 'EDITOR'), scopes: ['read', 'notifications:write'] }
    const markRead = 'mutation { markNotificationsRead(input: {}) { marked userErrors { code } } }'
    expect(await identity.ask<object>(markRead, {}, byKey)).toEqual({
      markNotificationsRead: { marked: 0, userErrors: [] },
    })
    expect((await identity.send('POST', '/notifications/read-all', {}, byKey)).status).toBe(200)
    const change = { preferences: [{ type: 'GATE_OPENED', email: false }] }
    expect((await identity.send('PUT', '/notifications/preferences', change, byKey)).status).toBe(403)
  })

  test('tells who else gets in, and what goes out, only when it was given the right for that', async () => {
    const owner = await identity.addUser('EDITOR')
    await identity.logIn(owner)
    const byKey = (...scopes: string[]): Viewer => ({ ...owner.viewer, scopes: ['read', ...scopes] })
    const lists = ['sessions', 'apiKeys', 'linkedAccounts', 'webhooks']
    for (const list of lists) {
      await expect(identity.ask(`{ ${list} { id } }`, {}, byKey('content:write'))).rejects.toThrow(
        'account:read',
      )
      expect(await identity.ask<object>(`{ ${list} { id } }`, {}, byKey('account:read'))).toHaveProperty(list)
    }
    const own = await identity.ask<{ sessions: { id: string }[] }>('{ sessions { id } }', {}, owner.viewer)
    const entity = `{ _entities(representations: [{ __typename: "Session", id: "${own.sessions[0]?.id}" }]) { ... on Session { ipAddress } } }`
    await expect(identity.ask(entity, {}, byKey())).rejects.toThrow('account:read')
    const guards = '{ me { hasSecondFactor recoveryCodesLeft } }'
    const untold = { hasSecondFactor: null, recoveryCodesLeft: null }
    expect(await identity.ask<object>(guards, {}, byKey())).toEqual({ me: untold })
    expect(await identity.ask<object>(guards, {}, byKey('account:read'))).toEqual({
      me: { hasSecondFactor: false, recoveryCodesLeft: 0 },
    })
    const me = await (await identity.service.request('/api/v1/users/me', byKey())).json()
    expect(me).toMatchObject({ id: owner.id, hasSecondFactor: null })
    for (const path of ['/sessions', '/api-keys', '/linked-accounts', '/webhooks']) {
      expect((await identity.service.request(`/api/v1${path}`, byKey())).status).toBe(403)
      expect((await identity.service.request(`/api/v1${path}`, byKey('account:read'))).status).toBe(200)
    }
  })

  test('makes no other keys, changes no password, ends no sessions and marks no notifications', async () => {
    const byKey: Viewer = { ...viewerOf(user.id, 'EDITOR'), scopes: ['read', 'content:write'] }
    await expect(create(byKey)).rejects.toThrow('account:write')
    const { id } = await newKey(user.viewer)
    await expect(revoke(byKey, id)).rejects.toThrow('account:write')
    const markRead = 'mutation { markNotificationsRead(input: {}) { marked } }'
    await expect(identity.ask(markRead, {}, byKey)).rejects.toThrow('notifications:write')
    for (const [path, method] of [
      ['/api/v1/api-keys', 'POST'],
      [`/api/v1/api-keys/${id}`, 'DELETE'],
      ['/api/v1/users/me/password', 'PUT'],
      [`/api/v1/sessions/${id}`, 'DELETE'],
      ['/api/v1/notifications/read', 'POST'],
      ['/api/v1/notifications/read-all', 'POST'],
      [`/api/v1/notifications/${id}/read`, 'PATCH'],
    ] as const)
      expect((await identity.service.request(path, byKey, { method })).status).toBe(403)
  })

  test('is made, listed and ended over REST alike', async () => {
    const owner = await identity.addUser('EDITOR')
    const made = await identity.service.request('/api/v1/api-keys', owner.viewer, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        name: 'backup',
        scopes: ['media:write'],
        expiresInDays: 7,
        password: owner.password,
      }),
    })
    const { id, secret } = await made.json()
    expect([made.status, isApiKey(secret)]).toEqual([201, true])
    const list = await (await identity.service.request('/api/v1/api-keys', owner.viewer)).json()
    expect(list.items).toMatchObject([{ id, name: 'backup', scopes: ['read', 'media:write'] }])
    expect(list.items[0]).not.toHaveProperty('keyHash')
    const end = () => identity.service.request(`/api/v1/api-keys/${id}`, owner.viewer, { method: 'DELETE' })
    expect([(await end()).status, (await end()).status]).toEqual([204, 404])
  })

  test('can be introspected by the gateway alone', async () => {
    const body = JSON.stringify({ keyHash: hashApiKey('orion_x') })
    const response = await fetch(`${identity.service.url}/internal/api-keys/introspect`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    expect(response.status).toBe(401)
    const path = '/internal/api-keys/introspect'
    const byUser = await identity.service.request(path, viewerOf(randomUUID(), 'ADMIN'), {
      method: 'POST',
      body: '{}',
    })
    expect(byUser.status).toBe(403)
  })
})
