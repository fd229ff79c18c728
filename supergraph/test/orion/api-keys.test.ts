import { createApiKey, hashApiKey } from '@orion/common/access/api-key'
import { revokeAccess } from '@orion/common/access/revocation'
import type { Role, Scope } from '@orion/common/access/scopes'
import { eventually } from '@orion/common/testing/test-system'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { post } from '../support/gateway.ts'
import { connect } from '../support/live-client.ts'
import { startOrion, type TestOrion } from '../support/orion.ts'

describe('an API key', () => {
  let orion: TestOrion
  beforeAll(async () => {
    orion = await startOrion()
  })
  afterAll(() => orion.stop())
  beforeEach(() => {
    orion.introspected.splice(0)
  })

  /** A key that holds, as identity would tell of it. */
  const newKey = (changes: { role?: Role; scopes?: Scope[]; userId?: string; expiresAt?: number } = {}) => {
    const key = createApiKey()
    const apiKeyId = crypto.randomUUID()
    orion.apiKeys.set(hashApiKey(key), {
      active: true,
      apiKeyId,
      userId: 'ada',
      role: 'EDITOR',
      scopes: ['read'],
      expiresAt: Date.now() + 90 * 86_400_000,
      ...changes,
    })
    return { key, apiKeyId }
  }
  const ask = (key: string, query = '{ whoAmI }') =>
    post(orion.url, { query }, { authorization: `Bearer ${key}` })

  it('stands for its owner, with its own scopes', async () => {
    const { key } = newKey()
    expect((await ask(key)).data).toEqual({ whoAmI: 'ada (EDITOR)' })
    const approve = 'mutation { approve(id: "1") { title } }'
    expect((await ask(key, approve)).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' })
    const { key: reviewer } = newKey({ scopes: ['read', 'content:review'] })
    expect((await ask(reviewer, approve)).data).toMatchObject({ approve: { title: '1 for ada (EDITOR)' } })
  })

  it('works for REST', async () => {
    const answer = await fetch(`${orion.origin}/api/v1/director/contents`, {
      headers: { authorization: `Bearer ${newKey().key}` },
    })
    expect(await answer.json()).toMatchObject({ viewer: 'ada (EDITOR)' })
  })

  it('is asked about once, however many calls there are, and only by its hash', async () => {
    const { key } = newKey()
    await Promise.all(Array.from({ length: 20 }, () => ask(key)))
    await ask(key)
    expect(orion.introspected).toEqual([hashApiKey(key)])
  })

  it('is refused when identity does not know it, and when it is none, then without asking', async () => {
    expect((await ask(createApiKey())).status).toBe(401)
    expect(orion.introspected).toHaveLength(1)
    const { key } = newKey()
    const mistyped = key.replace(/.$/, last => (last === 'a' ? 'b' : 'a'))
    for (const none of [mistyped, key.slice(0, -1), 'orion_', `${key}0`])
      expect((await ask(none)).status).toBe(401)
    expect(orion.introspected).toHaveLength(1)
  })

  it('is not asked about any more for a network that showed too many made-up ones', async () => {
    const other = await startOrion()
    const tryOne = (key: string) => post(other.url, { query: '{ open }' }, { authorization: `Bearer ${key}` })
    const statuses = []
    // Keys with a right checksum, so that only identity can tell that they are made up.
    for (let tries = 0; tries < 45; tries += 1) statuses.push((await tryOne(createApiKey())).status)
    expect(new Set(statuses)).toEqual(new Set([401, 429]))
    expect(other.introspected.length).toBeLessThan(45)
    expect((await post(other.url, { query: '{ open }' })).status).toBe(200)
    await other.stop()
  })

  it('is forgotten at once when it is revoked', async () => {
    const { key, apiKeyId } = newKey()
    expect((await ask(key)).status).toBe(200)
    orion.apiKeys.delete(hashApiKey(key))
    await revokeAccess(orion.redis, { apiKeyId })
    await eventually(async () => (await ask(key)).status === 401, 'the refusal')
  })

  it('is asked about again when Redis goes away, so that its end is not missed', async () => {
    const { key } = newKey()
    expect((await ask(key)).status).toBe(200)
    await orion.restartRedis(async () => {
      orion.apiKeys.delete(hashApiKey(key))
      await eventually(async () => (await ask(key)).status === 401, 'the refusal')
    })
  })

  it('loses at once what its owner may not do any more', async () => {
    const { key } = newKey({ userId: 'bob', scopes: ['read', 'content:review'] })
    const approve = 'mutation { approve(id: "1") { title } }'
    expect((await ask(key, approve)).errors).toBeUndefined()
    orion.apiKeys.set(hashApiKey(key), {
      ...orion.apiKeys.get(hashApiKey(key)),
      role: 'VIEWER',
      scopes: ['read'],
    })
    await revokeAccess(orion.redis, { userId: 'bob', before: Math.floor(Date.now() / 1000) + 1 })
    await eventually(async () => (await ask(key, approve)).errors !== undefined, 'the refusal')
    expect((await ask(key)).data).toEqual({ whoAmI: 'bob (VIEWER)' })
  })

  it('opens sockets, which close when it is revoked, and no others', async () => {
    const closed = new Set<string>()
    const open = async (key: string) => {
      let connected: () => void = () => {}
      const isOpen = new Promise<void>(resolve => {
        connected = resolve
      })
      const client = connect(orion.socketUrl, key, {
        connected: () => connected(),
        closed: event => closed.add(`${key} ${(event as CloseEvent).code}`),
      })
      await isOpen
      return client
    }
    const [first, second] = [newKey(), newKey()]
    await open(first.key)
    const staying = await open(second.key)
    await revokeAccess(orion.redis, { apiKeyId: first.apiKeyId })
    await eventually(() => closed.size > 0, 'the end of the socket')
    expect([...closed]).toEqual([`${first.key} 4403`])
    await staying.dispose()
  })

  it('cannot be checked while identity is down, which is no refusal', async () => {
    const other = await startOrion()
    await other.subgraphs['identity']?.kill()
    const answer = await post(other.url, { query: '{ open }' }, { authorization: `Bearer ${createApiKey()}` })
    expect(answer.status).toBe(503)
    await other.stop()
  })
})
