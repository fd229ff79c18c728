import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createOrion, type Orion } from './orion.ts'
import { type OrionServer, startOrionServer } from './server/orion-server.ts'
import { hasTerminals, openTerminal } from './terminal.ts'

let server: OrionServer
let orion: Orion
const credentials = () => join(orion.configDir, 'credentials', 'default.json')

beforeEach(async () => {
  server = await startOrionServer()
  orion = await createOrion(server)
})
afterEach(async () => {
  await orion.remove()
  await server.stop()
})

describe('signing in', () => {
  it('takes the password from standard input and keeps the session where only its owner can read it', async () => {
    const result = await orion.run(['auth', 'login', '--user', 'editor@orion.local', '--password-stdin'], {
      input: 'editor-password-1\n',
    })
    expect(result).toMatchObject({ code: 0, stderr: '' })
    expect(result.stdout).toBe(`Signed in at ${server.url} as editor (editor).\n`)
    expect(statSync(credentials()).mode & 0o777).toBe(0o600)
    expect(statSync(join(orion.configDir, 'credentials')).mode & 0o777).toBe(0o700)
    expect(statSync(orion.configDir).mode & 0o777).toBe(0o700)
    expect(readdirSync(join(orion.configDir, 'credentials'))).toEqual(['default.json'])
  })

  it('never shows a token', async () => {
    await orion.signIn()
    const { accessToken, refreshToken } = JSON.parse(readFileSync(credentials(), 'utf8'))
    const outputs = await Promise.all(
      ['table', 'json', 'plain'].map(format => orion.run(['auth', 'whoami', '--format', format])),
    )
    for (const { stdout, stderr } of outputs) {
      expect(stdout + stderr).not.toContain(accessToken)
      expect(stdout + stderr).not.toContain(refreshToken)
    }
  })

  it('says that user or password are wrong, and stores nothing', async () => {
    const result = await orion.run(['auth', 'login', '--user', 'editor', '--password-stdin'], {
      input: 'guess\n',
    })
    expect(result).toMatchObject({ code: 4, stdout: '' })
    expect(result.stderr).toContain('The sign-in failed: The user or the password is wrong.')
    expect((await orion.run(['auth', 'whoami'])).code).toBe(4)
  })

  it('is not needed with an API key, which is never stored', async () => {
    const granted = server.sessions.signIn('editor', 'editor-password-1')
    if (!granted || !('accessToken' in granted)) throw new Error('the server gave no token')
    const apiKey = granted.accessToken
    const byVariable = await orion.run(['auth', 'whoami', '--format', 'json'], {
      env: { ORION_API_KEY: apiKey },
    })
    expect(byVariable.stderr).toBe('')
    expect(JSON.parse(byVariable.stdout)).toMatchObject({ username: 'editor' })
    const file = join(orion.environment.HOME ?? '', 'key')
    writeFileSync(file, `${apiKey}\n`)
    expect((await orion.run(['auth', 'whoami', '--api-key-file', file])).code).toBe(0)
    expect(existsSync(credentials())).toBe(false)
    const refused = await orion.run(['auth', 'whoami'], { env: { ORION_API_KEY: 'orion_ended' } })
    expect(refused).toMatchObject({ code: 4 })
    expect(refused.stderr).toContain('does not take the API key')
    expect(refused.stderr).not.toContain('orion_ended')
  })

  it('has no option for a password, which others could read in the list of processes', async () => {
    const result = await orion.run(['auth', 'login', '--user', 'editor', '--password', 'editor-password-1'])
    expect(result.code).toBe(2)
    expect(result.stderr).toContain('There is no option `--password` here.')
  })

  it('asks for nothing where nobody can answer', async () => {
    const noPassword = await orion.run(['auth', 'login', '--user', 'editor'])
    expect(noPassword.code).toBe(2)
    expect(noPassword.stderr).toContain('--password-stdin')
    const noUser = await orion.run(['auth', 'login', '--password-stdin'], { input: 'secret\n' })
    expect(noUser.code).toBe(2)
    expect(noUser.stderr).toContain('--user')
    const empty = await orion.run(['auth', 'login', '--user', 'editor', '--password-stdin'], { input: '\n' })
    expect(empty.code).toBe(2)
  })

  it.skipIf(!hasTerminals)('asks in a terminal, and shows nothing of the password', async () => {
    const terminal = openTerminal(orion, ['auth', 'login'])
    await terminal.shows('E-mail address or user name: ')
    terminal.type('editor\r')
    await terminal.shows(`Password of editor at ${server.url}: `)
    terminal.type('editor-password-1\r')
    expect((await terminal.finished).code).toBe(0)
    expect(terminal.screen()).toContain('Signed in')
    expect(terminal.screen()).not.toContain('editor-password-1')
    expect(terminal.screen()).not.toContain('password-1')
  })

  it('takes the code of a second factor as an option, and says when one is needed', async () => {
    const login = ['auth', 'login', '--user', 'careful', '--password-stdin']
    const input = 'careful-password-1\n'
    const without = await orion.run(login, { input })
    expect(without).toMatchObject({ code: 2, stdout: '' })
    expect(without.stderr).toContain('--otp')
    const wrong = await orion.run([...login, '--otp', '000000'], { input })
    expect(wrong.code).toBe(4)
    expect(wrong.stderr).toContain('The sign-in failed: The code is wrong.')
    expect(existsSync(credentials())).toBe(false)
    expect(await orion.run([...login, '--otp', '123456'], { input })).toMatchObject({ code: 0, stderr: '' })
  })

  it.skipIf(!hasTerminals)('asks for the code of a second factor in a terminal', async () => {
    const terminal = openTerminal(orion, ['auth', 'login', '--user', 'careful'])
    await terminal.shows('Password of careful')
    terminal.type('careful-password-1\r')
    await terminal.shows('Code of your authenticator app: ')
    terminal.type('123456\r')
    expect((await terminal.finished).code).toBe(0)
    expect(terminal.screen()).toContain('Signed in')
  })

  it.skipIf(!hasTerminals)('is given up with Ctrl-C', async () => {
    const terminal = openTerminal(orion, ['auth', 'login', '--user', 'editor'])
    await terminal.shows('Password of editor')
    terminal.type('half\u0003')
    expect((await terminal.finished).code).toBe(130)
    expect(terminal.screen()).not.toContain('error')
  })
})

describe('the session', () => {
  it('is shown by whoami, with the gateway and the profile', async () => {
    await orion.signIn('admin')
    const result = await orion.run(['auth', 'whoami', '--format', 'json'])
    expect(JSON.parse(result.stdout)).toMatchObject({
      username: 'admin',
      email: 'admin@orion.local',
      role: 'ADMIN',
      gateway: server.url,
      profile: 'default',
    })
  })

  it('is kept apart by profile', async () => {
    await orion.signIn('admin')
    await orion.signIn('viewer', ['--profile', 'second'])
    const names = await Promise.all(
      [[], ['--profile', 'second']].map(async args => {
        const { stdout } = await orion.run(['auth', 'whoami', '--format', 'json', ...args])
        return JSON.parse(stdout).username
      }),
    )
    expect(names).toEqual(['admin', 'viewer'])
    expect((await orion.run(['auth', 'whoami', '--profile', '../../etc'])).code).toBe(2)
  })

  it('is never sent to another gateway', async () => {
    await orion.signIn()
    const other = await startOrionServer()
    try {
      const result = await orion.run(['auth', 'whoami', '--gateway', other.url])
      expect(result.code).toBe(4)
      expect(result.stderr).toContain(`You are signed in at ${server.url}, not at ${other.url}.`)
    } finally {
      await other.stop()
    }
  })

  it('remembers its gateway, so that later commands need not name it', async () => {
    await orion.signIn()
    const result = await orion.run(['auth', 'whoami'], { env: { ORION_GATEWAY_URL: '' } })
    expect(result).toMatchObject({ code: 0 })
  })

  it('ends here and at the gateway with logout', async () => {
    await orion.signIn()
    const stored = JSON.parse(readFileSync(credentials(), 'utf8'))
    expect((await orion.run(['auth', 'logout'])).stdout).toBe(`Signed out of ${server.url}.\n`)
    expect(server.sessions.renew(stored.refreshToken)).toBeNull()
    expect((await orion.run(['auth', 'whoami'])).code).toBe(4)
    expect((await orion.run(['auth', 'logout'])).stdout).toBe('Nobody was signed in.\n')
  })

  it('ends at the gateway even when its access token had ended before', async () => {
    await orion.signIn()
    server.sessions.expireAccess()
    expect((await orion.run(['auth', 'logout'])).code).toBe(0)
    expect(server.sessions.refreshes).toBe(1)
  })

  it('is forgotten here when the gateway is away, and says so', async () => {
    await orion.signIn()
    await server.stop()
    const result = await orion.run(['auth', 'logout'])
    expect(result.code).toBe(3)
    expect(result.stderr).toContain('Signed out here only.')
    expect(existsSync(credentials())).toBe(false)
    server = await startOrionServer()
  })

  it('says what to do about a damaged file', async () => {
    await orion.signIn()
    writeFileSync(credentials(), '{"half":')
    const result = await orion.run(['auth', 'whoami'])
    expect(result.code).toBe(4)
    expect(result.stderr).toContain(credentials())
    expect((await orion.run(['auth', 'logout'])).code).toBe(0)
  })
})
