import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOrion, type Orion } from './orion.ts'
import { type OrionServer, startOrionServer } from './server/orion-server.ts'
import { hasTerminals, openTerminal } from './terminal.ts'

let server: OrionServer
let orion: Orion

const hostile = 'Breaking\u001b[31m\u001b[2J news\u009b5A\u202e of\tthe \u0007day'

beforeAll(async () => {
  server = await startOrionServer()
  orion = await createOrion(server)
  await orion.signIn()
  server.agency.addTrend('A chip that learns from light', { source: 'guardian', isSample: false })
  server.agency.addTrend('人工智能赢了比赛')
  server.agency.addTrend(hostile, { niche: 'gaming' })
})
afterAll(async () => {
  await orion.remove()
  await server.stop()
})

describe('a list', () => {
  it('is a table with a header by default, without colours when nobody looks', async () => {
    const { stdout, code } = await orion.run(['scout', 'list-trends'])
    const [header, first, second] = stdout.split('\n')
    expect(code).toBe(0)
    expect(header).toMatch(/^ID +SCORE +TOPIC +SOURCE +NICHE +STATUS +FOUND$/)
    expect(first).toMatch(
      / {3}70\.0 {2}A chip that learns from light {2}guardian {9}tech {4}ACTIVE {2}\d+ s ago$/,
    )
    expect(second).toContain('人工智能赢了比赛               sample (sample)')
    expect(stdout).not.toContain('\u001b')
  })

  it('is an array in JSON', async () => {
    const { stdout } = await orion.run(['scout', 'list-trends', '--format', 'json'])
    const trends = JSON.parse(stdout)
    expect(trends).toHaveLength(3)
    expect(trends[2].topic).toBe(hostile)
    expect(Object.keys(trends[0])).toEqual([
      'id',
      'topic',
      'score',
      'niche',
      'status',
      'source',
      'sources',
      'url',
      'keywords',
      'isSample',
      'publishedAt',
      'detectedAt',
      'expiresAt',
    ])
  })

  it('is a line an item in plain, values between tabs, no header', async () => {
    const { stdout } = await orion.run(['scout', 'list-trends', '--format', 'plain'])
    const rows = stdout.trimEnd().split('\n')
    expect(rows.map(row => row.split('\t').length)).toEqual([7, 7, 7])
    expect(rows[0]?.split('\t').slice(1, 6)).toEqual([
      '70',
      'A chip that learns from light',
      'guardian',
      'tech',
      'ACTIVE',
    ])
  })

  it('says so when it is empty, to people alone', async () => {
    const args = ['scout', 'list-trends', '--search', 'nothing like this']
    expect(await orion.run(args)).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining('There are no such trends'),
    })
    expect(await orion.run([...args, '--quiet'])).toMatchObject({ code: 0, stdout: '', stderr: '' })
    expect(await orion.run([...args, '--format', 'json'])).toMatchObject({ stdout: '[]\n', stderr: '' })
    expect(await orion.run([...args, '--format', 'plain'])).toMatchObject({ stdout: '', stderr: '' })
  })

  it('is filtered, and read page by page to its end', async () => {
    const ids = (stdout: string) =>
      stdout
        .trimEnd()
        .split('\n')
        .map(row => row.split('\t')[0])
    const gaming = await orion.run(['scout', 'list-trends', '--niche', 'gaming', '--format', 'plain'])
    expect(ids(gaming.stdout)).toHaveLength(1)
    for (let count = 0; count < 230; count++) server.agency.addTrend(`Old ${count}`, { status: 'EXPIRED' })
    const all = await orion.run(['scout', 'list-trends', '--all', '--status', 'expired', '--format', 'plain'])
    expect(new Set(ids(all.stdout)).size).toBe(230)
    const some = await orion.run(['scout', 'list-trends', '--limit', '120', '--format', 'plain'])
    expect(ids(some.stdout)).toHaveLength(120)
    const few = await orion.run(['scout', 'list-trends', '--limit', '2'])
    expect(few.stderr).toContain('There are more')
    server.agency.trends.splice(3)
  })
})

describe('text from outside', () => {
  it('cannot do anything to the terminal', async () => {
    for (const format of ['table', 'plain']) {
      const { stdout } = await orion.run(['scout', 'list-trends', '--format', format])
      expect(stdout).toContain('Breaking news of the day')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
      expect(stdout.replace(/[\t\n]/g, '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/)
    }
    const { stdout } = await orion.run(['scout', 'list-trends', '--format', 'json'])
    expect(stdout).not.toContain('\u009b')
    expect(stdout).toContain('\\u009b')
  })

  it('cannot do so in an error either', async () => {
    server.faults.push({
      path: '/graphql',
      answer: response =>
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ errors: [{ message: hostile, extensions: { code: 'NOT_FOUND' } }] })),
    })
    const { stderr } = await orion.run(['scout', 'list-trends'])
    server.faults.length = 0
    expect(stderr).not.toContain('\u001b')
    expect(stderr).toContain('Breaking news')
  })
})

describe('one thing', () => {
  it('is shown with all its parts, or as names and values, or as JSON', async () => {
    const user = JSON.parse((await orion.run(['auth', 'whoami', '--format', 'json'])).stdout)
    const [trend] = server.agency.trends
    if (!trend) throw new Error('There is no trend')
    const { agency } = server
    const content = agency.workTo(agency.addContent(user.id, trend), 'STRATEGIST')
    const people = await orion.run(['content', 'view', content.id])
    expect(people.stdout).toContain('the strategist gate (the script)')
    expect(people.stdout).toContain('A new chip computes with light.')
    const plain = await orion.run(['content', 'view', content.id, '--format', 'plain'])
    expect(plain.stdout).toContain(`id\t${content.id}\ntitle\tA chip that learns from light\n`)
    expect(plain.stdout).toContain('openGate\tSTRATEGIST\n')
    const json = JSON.parse((await orion.run(['content', 'view', content.id, '--format', 'json'])).stdout)
    expect(json).toMatchObject({
      id: content.id,
      status: 'GENERATING',
      openGate: { stage: 'STRATEGIST' },
      script: { hook: 'Light can think.' },
      images: [{ scene: 1 }],
      publications: [],
      video: null,
    })
  })
})

describe('colours', () => {
  it.skipIf(!hasTerminals)('are for terminals', async () => {
    const terminal = openTerminal(orion, ['scout', 'list-trends'])
    await terminal.finished
    expect(terminal.screen()).toContain('\u001b[34mACTIVE')
  })

  it.skipIf(!hasTerminals)('are left out with NO_COLOR, and never in plain', async () => {
    const without = openTerminal(orion, ['scout', 'list-trends'], { NO_COLOR: '1' })
    const plain = openTerminal(orion, ['scout', 'list-trends', '--format', 'plain'])
    await Promise.all([without.finished, plain.finished])
    expect(without.screen()).not.toContain('\u001b')
    expect(plain.screen()).not.toContain('\u001b')
  })

  it.skipIf(!hasTerminals)('do not make a table wider than the terminal', async () => {
    const terminal = openTerminal(orion, ['scout', 'list-trends'], { NO_COLOR: '1' })
    await terminal.finished
    const lines = terminal.screen().split(/\r?\n/)
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(100)
    expect(terminal.screen()).toContain('…')
  })
})
