import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createOrion, type Orion } from './orion.ts'
import { type OrionServer, startOrionServer } from './server/orion-server.ts'

let server: OrionServer
let orion: Orion
const stored = () => JSON.parse(readFileSync(join(orion.configDir, 'credentials', 'default.json'), 'utf8'))
const lock = () => join(orion.configDir, 'credentials', 'default.json.lock')

beforeEach(async () => {
  server = await startOrionServer()
  orion = await createOrion(server)
})
afterEach(async () => {
  await orion.remove()
  await server.stop()
})

it('renews an access token that has ended before it is used', async () => {
  server.sessions.accessSeconds = 1
  await orion.signIn()
  const before = stored()
  server.sessions.accessSeconds = 900
  expect((await orion.run(['auth', 'whoami'])).code).toBe(0)
  expect(server.sessions.refreshes).toBe(1)
  expect(stored().refreshToken).not.toBe(before.refreshToken)
  expect((await orion.run(['auth', 'whoami'])).code).toBe(0)
  expect(server.sessions.refreshes).toBe(1)
})

it('renews an access token that the gateway takes no more', async () => {
  await orion.signIn()
  server.sessions.expireAccess()
  expect((await orion.run(['auth', 'whoami'])).code).toBe(0)
  expect(server.sessions.refreshes).toBe(1)
})

it('renews once when several commands find it ended at once, so that no token is used twice', async () => {
  await orion.signIn()
  server.sessions.expireAccess()
  const results = await Promise.all(Array.from({ length: 4 }, () => orion.run(['auth', 'whoami'])))
  expect(results.map(({ code }) => code)).toEqual([0, 0, 0, 0])
  expect(server.sessions).toMatchObject({ refreshes: 1, reuses: 0 })
  expect(existsSync(lock())).toBe(false)
})

it('takes over the lock of a process that died with it', async () => {
  const dead = spawn(process.execPath, ['-e', ''])
  await once(dead, 'exit')
  await orion.signIn()
  writeFileSync(lock(), String(dead.pid))
  server.sessions.expireAccess()
  const results = await Promise.all(Array.from({ length: 3 }, () => orion.run(['auth', 'whoami'])))
  expect(results.map(({ code }) => code)).toEqual([0, 0, 0])
  expect(server.sessions).toMatchObject({ refreshes: 1, reuses: 0 })
})

it('asks for a new sign-in when the session has ended for good', async () => {
  await orion.signIn()
  server.sessions.endAll()
  const result = await orion.run(['auth', 'whoami'])
  expect(result.code).toBe(4)
  expect(result.stderr).toContain(`Your session at ${server.url} has ended.`)
  expect(result.stderr).toContain('orion auth login')
})
