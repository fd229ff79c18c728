import { viewerOf } from '@orion/common'
import { createQueues, jobQueueName } from '@orion/common/events/queues'
import {
  createTestSystem,
  eventually,
  type TestService,
  type TestSystem,
} from '@orion/common/testing/test-system'
import { Redis } from 'ioredis'
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import identity from '../src/main.ts'
import { createSealer } from '../src/tokens/sealing.ts'
import { adminLogin } from './identity-system.ts'

let system: TestSystem
const oldKey = 'the first key of more than 32 characters'
const newKey = 'the second key of more than 32 characters'

beforeAll(async () => {
  system = await createTestSystem()
})
afterAll(() => system?.stop())

const startWith = (keys: string) =>
  system.start(identity, { ORION_ENCRYPTION_KEY: keys, ORION_ADMIN_PASSWORD: adminLogin.password })

async function logIn(service: TestService): Promise<string> {
  const response = await service.request('/api/v1/auth/login', null, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier: adminLogin.email, password: adminLogin.password }),
  })
  return (await response.json()).accessToken
}

const keysOf = async (service: TestService) => (await fetch(`${service.url}/.well-known/jwks.json`)).json()

async function check(service: TestService, token: string): Promise<void> {
  await jwtVerify(token, createLocalJWKSet(await keysOf(service)))
}

test('signing keys change with the month, and encryption keys with the configuration, while tokens hold', async () => {
  const first = await startWith(oldKey)
  const token = await logIn(first)
  await first.stop()

  // A month later: the next key is published before it signs.
  await system.query(`UPDATE identity.signing_keys SET activates_at = activates_at - interval '31 days'`)
  const second = await startWith(`${newKey},${oldKey}`)
  expect((await keysOf(second)).keys).toHaveLength(2)
  await check(second, token)
  expect(decodeProtectedHeader(await logIn(second)).kid).toBe(decodeProtectedHeader(token).kid)
  await second.stop()

  // Ten minutes later it signs, and tokens of the old one still hold.
  await system.query(`UPDATE identity.signing_keys SET activates_at = activates_at - interval '11 minutes'`)
  const third = await startWith(`${newKey},${oldKey}`)
  const next = await logIn(third)
  expect(decodeProtectedHeader(next).kid).not.toBe(decodeProtectedHeader(token).kid)
  await check(third, token)
  await check(third, next)
  await third.stop()

  // Another half hour later the old one is gone.
  await system.query(`UPDATE identity.signing_keys SET activates_at = activates_at - interval '30 minutes'`)
  const fourth = await startWith(newKey)
  expect((await keysOf(fourth)).keys).toHaveLength(1)
  await expect(check(fourth, token)).rejects.toThrow('no applicable key')
  await check(fourth, next)
  await fourth.stop()

  // Who loses the encryption key loses no more than the signing key.
  const fifth = await startWith('a third key that opens nothing at all')
  await check(fifth, await logIn(fifth))
})

test('what an earlier encryption key sealed is sealed with the first, after which the earlier one is needed no more', async () => {
  const own = await createTestSystem()
  const start = (keys: string) =>
    own.start(identity, { ORION_ENCRYPTION_KEY: keys, ORION_ADMIN_PASSWORD: adminLogin.password })
  try {
    const first = await start(oldKey)
    const [admin] = await own.query<{ id: string }>('SELECT id FROM identity.users')
    const viewer = viewerOf(String(admin?.id), 'ADMIN')
    const body = (data: unknown) => ({ method: 'POST', body: JSON.stringify(data) })
    const hook = 'https://example.com/hook'
    const { password } = adminLogin
    const added = await first.request('/api/v1/webhooks', viewer, body({ url: hook, password }))
    const { id } = await added.json()
    await first.request(`/api/v1/webhooks/${id}/rotate-secret`, viewer, body({ password }))
    expect((await first.request('/api/v1/users/me/second-factor', viewer, body({ password }))).status).toBe(
      201,
    )
    const tokens = createSealer([oldKey]).seal('{"accessToken":"gho_secret"}', 'tokens of github account 42')
    await own.query(
      `INSERT INTO identity.linked_accounts (id, user_id, provider, subject, sealed_tokens, last_used_at)
       VALUES (gen_random_uuid(), $1, 'github', '42', $2, now())`,
      [viewer.userId, tokens],
    )
    await first.stop()

    const second = await start(`${newKey},${oldKey}`)
    const connection = new Redis(own.redis.url)
    const queues = createQueues(connection)
    await queues.open(jobQueueName('identity', 'reseal')).add('reseal', {})
    const sealed = async () =>
      (
        await own.query<{ text: string }>(
          `SELECT unnest(ARRAY[sealed_secret, sealed_previous_secret]) AS text FROM identity.webhooks
           UNION ALL SELECT totp_secret FROM identity.users WHERE totp_secret IS NOT NULL
           UNION ALL SELECT sealed_private_key FROM identity.signing_keys
           UNION ALL SELECT sealed_tokens FROM identity.linked_accounts
           UNION ALL SELECT sealed_data FROM identity.mails WHERE sealed_data IS NOT NULL`,
        )
      ).map(({ text }) => text)
    const { currentPrefix } = createSealer([newKey])
    await eventually(
      async () => (await sealed()).every(text => text.startsWith(currentPrefix)),
      'everything to be sealed anew',
    )
    expect((await sealed()).length).toBeGreaterThan(5)
    await queues.close()
    connection.disconnect()
    await second.stop()

    // Without the first key all of it is read still.
    const third = await start(newKey)
    await check(third, await logIn(third))
    const { items } = await (await third.request('/api/v1/mails', viewer)).json()
    expect((await (await third.request(`/api/v1/mails/${items[0].id}`, viewer)).json()).text).toContain(
      'example.com',
    )
    const [linked] = await own.query<{ sealed_tokens: string }>('SELECT * FROM identity.linked_accounts')
    expect(
      createSealer([newKey]).open(String(linked?.sealed_tokens), 'tokens of github account 42'),
    ).toContain('gho_secret')
  } finally {
    await own.stop()
  }
})

test('a service without an encryption key does not start, and says what to set', async () => {
  await expect(system.start(identity, {})).rejects.toThrow('ORION_ENCRYPTION_KEY')
  await expect(system.start(identity, { ORION_ENCRYPTION_KEY: 'short' })).rejects.toThrow('32 characters')
})
