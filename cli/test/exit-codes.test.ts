import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createOrion, type Orion } from './orion.ts'
import { answer, type OrionServer, startOrionServer } from './server/orion-server.ts'

let server: OrionServer
let orion: Orion

beforeAll(async () => {
  server = await startOrionServer()
  orion = await createOrion(server)
  await orion.signIn('editor')
  const gone = await startOrionServer()
  await gone.stop()
  nowhere = gone.url
})
afterEach(() => {
  server.faults.length = 0
  server.down.clear()
  server.ill.clear()
})
afterAll(async () => {
  await orion.remove()
  await server.stop()
})

/** An address at which nothing listens any more. */
let nowhere: string

describe('2: the command line is wrong', () => {
  it.each([
    [['launch'], 'There is no command `orion launch`.'],
    [['content', 'publish'], 'There is no command `orion content publish`.'],
    [['content'], 'orion content is not complete.'],
    [['content', 'view'], 'An argument is missing.'],
    [['content', 'list', '--colour'], 'There is no option `--colour` here.'],
    [['content', 'list', '--format', 'xml'], '--format is `xml`.'],
    [['content', 'list', '--limit', '0'], '--limit is `0`.'],
    [['content', 'list', '--status', 'lost'], '--status is `lost`.'],
    [['content', 'reject', 'X'], '--reason is missing.'],
    [['content', 'approve', 'X', '--publish-at', 'tomorrow'], '--publish-at is `tomorrow`.'],
    [['pipeline', 'watch', '--until', 'review'], '--until needs a CONTENT_ID'],
    [['auth', 'whoami', '--gateway', 'ftp://x'], '--gateway must begin with http:// or https://'],
    [['auth', 'whoami', '--gateway', 'orion.example'], '--gateway is not an address'],
  ])('orion %j', async (args, message) => {
    const result = await orion.run(args)
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toContain(message)
  })

  it('or the configuration', async () => {
    mkdirSync(orion.configDir, { recursive: true })
    writeFileSync(join(orion.configDir, 'config.json'), '{"gatewey": "http://127.0.0.1"}')
    const result = await orion.run(['auth', 'whoami'])
    writeFileSync(join(orion.configDir, 'config.json'), '{}')
    expect(result.code).toBe(2)
    expect(result.stderr).toContain('config.json')
    expect(result.stderr).toContain('gatewey')
  })
})

describe('3: the gateway does not answer', () => {
  it('since nothing listens there', async () => {
    const result = await orion.run(['system', 'health', '--gateway', nowhere])
    expect(result).toMatchObject({ code: 3, stdout: '' })
    expect(result.stderr).toContain('nothing listens there (ECONNREFUSED)')
    expect(result.stderr).toContain('--gateway')
  })

  it('which is the first thing to mend, before signing in there', async () => {
    const result = await orion.run(['content', 'list', '--gateway', nowhere])
    expect(result.code).toBe(3)
  })

  it('since there is no such host', async () => {
    const result = await orion.run(['system', 'health', '--gateway', 'http://orion.invalid'])
    expect(result.code).toBe(3)
    expect(result.stderr).toContain('http://orion.invalid cannot be reached')
  })

  it('or breaks off', async () => {
    server.faults.push({ path: '/graphql', answer: response => response.destroy() })
    expect((await orion.run(['content', 'list'])).code).toBe(3)
  })

  it('or is behind a proxy that cannot reach it', async () => {
    server.faults.push({ path: '/graphql', answer: response => response.writeHead(502).end('Bad Gateway') })
    const result = await orion.run(['content', 'list'])
    expect(result.code).toBe(3)
    expect(result.stderr).toContain('HTTP 502 (Bad Gateway)')
  })
})

describe('4: not signed in, or not allowed', () => {
  it('without a session', async () => {
    const result = await orion.run(['content', 'list', '--profile', 'nobody'])
    expect(result).toMatchObject({ code: 4, stdout: '' })
    expect(result.stderr).toContain('orion auth login --profile nobody')
  })

  it('with a role that may not', async () => {
    await orion.signIn('viewer', ['--profile', 'viewer'])
    const result = await orion.run(['scout', 'trigger', '--profile', 'viewer'])
    expect(result.code).toBe(4)
    expect(result.stderr).toContain('needs the right content:write')
  })
})

describe('5: there is no such thing', () => {
  it.each([
    [['content', 'view', 'c-1'], 'There is no content c-1'],
    [['content', 'approve', 'c-1'], 'There is no content c-1'],
    [['content', 'download', 'c-1', '-o', '/tmp/never.mp4'], 'There is no content c-1'],
    [['pipeline', 'watch', 'c-1'], 'There is no content c-1'],
    [['scout', 'view-trend', 't-1'], 'There is no trend t-1'],
    [['content', 'generate', 't-1'], 'There is no trend t-1'],
  ])('orion %j', async (args, message) => {
    const result = await orion.run(args)
    expect(result).toMatchObject({ code: 5, stdout: '' })
    expect(result.stderr).toContain(message)
  })

  it("also for another user's content", async () => {
    const trend = server.agency.addTrend('Not yours')
    const content = server.agency.addContent('somebody-else', trend)
    expect((await orion.run(['content', 'view', content.id])).code).toBe(5)
  })
})

describe('6: invalid, or not in this state', () => {
  it('for a value the system refuses', async () => {
    const result = await orion.run(['scout', 'trigger', '--niche', 'unknown'])
    expect(result.code).toBe(6)
    expect(result.stderr).toContain('There is no niche unknown')
  })
})

describe('7: too many requests', () => {
  it('of the API, with the time to wait', async () => {
    server.faults.push({
      path: '/graphql',
      answer: response =>
        answer(
          response,
          429,
          { errors: [{ message: 'Too many requests.', extensions: { code: 'RATE_LIMITED' } }] },
          { 'retry-after': '12' },
        ),
    })
    const result = await orion.run(['content', 'list'])
    expect(result.code).toBe(7)
    expect(result.stderr).toContain('Try again in 12 s.')
  })

  it('of the sign-in', async () => {
    server.faults.push({
      path: '/api/v1/auth/login',
      answer: response =>
        answer(
          response,
          429,
          { error: { code: 'RATE_LIMITED', message: 'Too many attempts.' } },
          { 'retry-after': '60' },
        ),
    })
    const result = await orion.run(['auth', 'login', '--user', 'x', '--password-stdin'], { input: 'y' })
    expect(result.code).toBe(7)
    expect(result.stderr).toContain('Try again in 60 s.')
  })
})

describe('1: everything else that goes wrong', () => {
  it('when the gateway is of another version', async () => {
    server.faults.push({
      path: '/graphql',
      answer: response =>
        answer(response, 400, {
          errors: [{ message: 'Cannot query field "x".', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
        }),
    })
    const result = await orion.run(['content', 'list'])
    expect(result.code).toBe(1)
    expect(result.stderr).toContain('of different versions')
  })

  it('when the address is of something else', async () => {
    server.faults.push({ path: '/graphql', answer: response => response.end('<html>Hello</html>') })
    const result = await orion.run(['content', 'list'])
    expect(result.code).toBe(1)
    expect(result.stderr).toContain('is no Orion gateway')
  })

  it('when the address leads elsewhere, without following it with the token', async () => {
    server.faults.push({
      path: '/graphql',
      answer: response => response.writeHead(307, { location: `${nowhere}/graphql` }).end(),
    })
    const result = await orion.run(['content', 'list'])
    expect(result.code).toBe(1)
    expect(result.stderr).toContain(`redirects to ${nowhere}/graphql`)
  })

  it('when a part of the system is down, with what the others say', async () => {
    const user = JSON.parse((await orion.run(['auth', 'whoami', '--format', 'json'])).stdout)
    const trend = server.agency.addTrend('Half of it')
    const content = server.agency.workTo(server.agency.addContent(user.id, trend), 'STRATEGIST')
    server.down.add('media')
    const result = await orion.run(['content', 'view', content.id, '--format', 'json'])
    expect(result.code).toBe(1)
    expect(JSON.parse(result.stdout)).toMatchObject({
      title: 'Half of it',
      images: null,
      cost: { total: '0.0125' },
    })
    expect(result.stderr).toContain('warning: Something is missing here: media.images: media does not answer')
  })

  it('when a service is not well', async () => {
    server.ill.set('scout', 'no answer')
    const result = await orion.run(['system', 'health'])
    expect(result.code).toBe(1)
    expect(result.stdout).toMatch(/scout\s+not_ready\s+postgres: no answer/)
    expect(result.stderr).toContain('scout (not_ready)')
  })
})

it('0: system health, when all is well', async () => {
  const result = await orion.run(['system', 'health', '--format', 'json'])
  expect(result).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(result.stdout)).toMatchObject({
    status: 'ok',
    parts: [{ name: 'gateway' }, {}, { name: 'scout', status: 'ready' }, {}],
  })
})

it.each(['/dev/full'].filter(existsSync))(
  '1: when what was asked for cannot be written, as to %s',
  async full => {
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', `"$0" "$1" --help > ${full}`, process.execPath, orion.bundle],
      {
        encoding: 'utf8',
      },
    )
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining('cannot be written: ENOSPC'),
    })
  },
)

it('0: for a reader that stops early', async () => {
  for (let count = 0; count < 30; count++) server.agency.addTrend(`Trend ${count}`)
  const running = orion.start(['scout', 'list-trends', '--all', '--format', 'json'])
  running.process.stdout?.destroy()
  expect((await running.finished).code).toBe(0)
})
