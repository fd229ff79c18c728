import { createTestSystem, type TestService, type TestSystem } from '@orion/common/testing/test-system'
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import identity from '../src/main.ts'
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

test('a service without an encryption key does not start, and says what to set', async () => {
  await expect(system.start(identity, {})).rejects.toThrow('ORION_ENCRYPTION_KEY')
  await expect(system.start(identity, { ORION_ENCRYPTION_KEY: 'short' })).rejects.toThrow('32 characters')
})
