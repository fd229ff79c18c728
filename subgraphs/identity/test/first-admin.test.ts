import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestSystem, type TestService, type TestSystem } from '@orion/common/testing/test-system'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import identity from '../src/main.ts'
import { encryptionKey } from './identity-system.ts'

let system: TestSystem
let folder: string
let printed: string[]

beforeEach(async () => {
  system = await createTestSystem()
  folder = await mkdtemp(join(tmpdir(), 'orion-first-admin-'))
  printed = []
  vi.spyOn(process.stdout, 'write').mockImplementation(chunk => {
    printed.push(String(chunk))
    return true
  })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await system.stop()
  await rm(folder, { recursive: true, force: true })
})

const announcements = () => printed.filter(text => text.includes('The first admin of Orion'))

const canLogIn = async (service: TestService, identifier: string, password: string) => {
  const response = await service.request('/api/v1/auth/login', null, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier, password }),
  })
  return response.status === 200 && (await response.json()).user.role === 'ADMIN'
}

test('the first start makes an admin and prints the password; later ones do not', async () => {
  const environment = { ORION_ENCRYPTION_KEY: encryptionKey }
  const first = await system.start(identity, environment)
  const password = /password {2}(([a-z2-9]{5}-){3}[a-z2-9]{5})/.exec(announcements().join(''))?.[1]
  expect(await canLogIn(first, 'admin', password ?? '')).toBe(true)
  await first.stop()
  await system.start(identity, environment)
  expect(announcements()).toHaveLength(1)
  expect(await system.query('SELECT email FROM identity.users')).toEqual([{ email: 'admin@orion.localhost' }])
})

test('a file takes the password instead, which then stays out of the logs', async () => {
  const file = join(folder, 'admin.json')
  const service = await system.start(identity, {
    ORION_ENCRYPTION_KEY: encryptionKey,
    ORION_FIRST_ADMIN_FILE: file,
  })
  const login = JSON.parse(await readFile(file, 'utf8'))
  expect(login).toMatchObject({ email: 'admin@orion.localhost', username: 'admin' })
  expect(await canLogIn(service, login.email, login.password)).toBe(true)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(announcements().join('')).toContain(file)
  expect(printed.join('')).not.toContain(login.password)
})

test('two replicas that start at once make one admin and one signing key', async () => {
  const environment = { ORION_ENCRYPTION_KEY: encryptionKey }
  await Promise.all([system.start(identity, environment), system.start(identity, environment)])
  expect(announcements()).toHaveLength(1)
  expect(await system.query('SELECT email FROM identity.users')).toHaveLength(1)
  expect(await system.query('SELECT kid FROM identity.signing_keys')).toHaveLength(1)
})

test('a chosen address and password are taken and not printed', async () => {
  const chosen = { ORION_ADMIN_EMAIL: 'Root@Example.com', ORION_ADMIN_PASSWORD: 'violet kettle on the moon' }
  await system.start(identity, { ORION_ENCRYPTION_KEY: encryptionKey, ...chosen })
  expect(printed.join('')).not.toContain(chosen.ORION_ADMIN_PASSWORD)
  expect(await system.query('SELECT email, username, role FROM identity.users')).toEqual([
    { email: 'root@example.com', username: 'root', role: 'ADMIN' },
  ])
})

test('a chosen password that is too weak stops the start and says why', async () => {
  const start = system.start(identity, { ORION_ENCRYPTION_KEY: encryptionKey, ORION_ADMIN_PASSWORD: 'admin' })
  await expect(start).rejects.toThrow('at least 10')
})
