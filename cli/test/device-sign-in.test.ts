import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createOrion, eventually, type Orion } from './orion.ts'
import { USER_CODE } from './server/device-logins.ts'
import { answer, type OrionServer, startOrionServer } from './server/orion-server.ts'

let server: OrionServer
let orion: Orion
const login = ['auth', 'login', '--device']
const credentials = () => join(orion.configDir, 'credentials', 'default.json')

beforeEach(async () => {
  server = await startOrionServer()
  orion = await createOrion(server)
})
afterEach(async () => {
  await orion.remove()
  await server.stop()
})

it('shows where to type which code, and waits until somebody lets it in', async () => {
  const running = orion.start(login)
  await eventually(() => server.devices.polls > 2)
  expect(running.stderr()).toContain(`Open ${server.url}/device in a browser`)
  expect(running.stderr()).toContain(`\n    ${USER_CODE}\n`)
  expect(running.stderr()).toContain(`${server.url}/device?code=${USER_CODE}`)
  expect(running.stdout()).toBe('')
  server.devices.decide('editor')
  const { code, stdout } = await running.finished
  expect([code, stdout]).toEqual([0, `Signed in at ${server.url} as editor (editor).\n`])
  const whoami = await orion.run(['auth', 'whoami', '--format', 'json'])
  expect(JSON.parse(whoami.stdout)).toMatchObject({ username: 'editor' })
})

it('gives programs the code and then the session, and never a secret', async () => {
  server.devices.decide('editor')
  const json = await orion.run([...login, '--format', 'json'])
  const stored = JSON.parse(readFileSync(credentials(), 'utf8'))
  const documents = json.stdout.split(/(?<=^\})\n/m).filter(Boolean)
  expect(documents.map(text => JSON.parse(text))).toMatchObject([
    {
      userCode: USER_CODE,
      verificationUri: `${server.url}/device`,
      verificationUriComplete: `${server.url}/device?code=${USER_CODE}`,
      expiresIn: 600,
    },
    { gateway: server.url, username: 'editor', role: 'EDITOR' },
  ])
  const plain = await orion.run([...login, '--format', 'plain'])
  expect(plain.stdout).toContain(`userCode\t${USER_CODE}\n`)
  expect(plain.stdout).toContain('username\teditor\n')
  for (const { stdout, stderr } of [json, plain])
    for (const secret of ['device-', stored.accessToken, stored.refreshToken])
      expect(stdout + stderr).not.toContain(secret)
})

it('ends when it is kept out', async () => {
  server.devices.decide(null)
  const result = await orion.run(login)
  expect(result).toMatchObject({ code: 4, stdout: '' })
  expect(result.stderr).toContain('The sign-in was denied in the browser.')
  expect(existsSync(credentials())).toBe(false)
})

it('ends when the gateway takes the code no more', async () => {
  server.devices.expire()
  const result = await orion.run(login)
  expect(result.code).toBe(4)
  expect(result.stderr).toContain('The code has run out')
})

it('asks no more once the code has run out', async () => {
  server.devices.expiresIn = 0.2
  const result = await orion.run(login)
  expect(result.code).toBe(4)
  expect(result.stderr).toContain('The code has run out')
})

it('slows down when the gateway asks for it', async () => {
  server.devices.slowDown(0.02)
  server.devices.decide('editor')
  expect((await orion.run(login)).code).toBe(0)
  expect(server.devices.polls).toBe(2)
})

it('never asks sooner than the gateway wants: not at all when the code runs out before', async () => {
  server.devices.slowDown(601)
  server.devices.decide('editor')
  const result = await orion.run(login)
  expect(result.code).toBe(4)
  expect(server.devices.polls).toBe(1)
})

it.each([
  ['is away', 503],
  ['is asked by too many', 429],
])('goes on, more slowly, when the gateway %s for a moment', async (_what, status) => {
  // Five seconds more than the interval: the code has run out by then.
  server.devices.expiresIn = 5
  server.faults.push({
    path: '/api/v1/auth/device/token',
    answer: response => {
      server.devices.polls++
      answer(response, status, { error: { code: 'ELSEWHERE', message: 'Not now.' } })
    },
  })
  const result = await orion.run(login)
  expect(result.code).toBe(4)
  expect(result.stderr).toContain('The code has run out')
  expect(server.devices.polls).toBe(1)
})

it('is given up with Ctrl-C', async () => {
  server.devices.interval = 60
  const running = orion.start(login)
  await eventually(() => running.stderr().includes('Ctrl-C gives up'))
  running.process.kill('SIGINT')
  const { code, stderr } = await running.finished
  expect(code).toBe(130)
  expect(stderr).not.toContain('error')
  expect(existsSync(credentials())).toBe(false)
})

it('does not go with what is typed for a password', async () => {
  const result = await orion.run([...login, '--user', 'editor'])
  expect(result.code).toBe(2)
  expect(result.stderr).toContain('--device does not go with --user')
})

it('refuses an address that is none of the web', async () => {
  server.faults.push({
    path: '/api/v1/auth/device',
    answer: response =>
      answer(response, 200, {
        deviceCode: 'x',
        userCode: USER_CODE,
        verificationUri: 'javascript:alert(1)',
        verificationUriComplete: 'javascript:alert(1)',
        expiresIn: 600,
        interval: 5,
      }),
  })
  const result = await orion.run(login)
  expect(result.code).toBe(1)
  expect(result.stderr).toContain('something else than a code')
})
