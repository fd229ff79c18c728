import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createOrion, eventually, type Orion, type Running } from './orion.ts'
import type { Content } from './server/agency.ts'
import { type OrionServer, startOrionServer } from './server/orion-server.ts'
import { users } from './server/sessions.ts'
import { hasTerminals, openTerminal } from './terminal.ts'

let server: OrionServer
let orion: Orion
let content: Content

const editorId = users.find(({ username }) => username === 'editor')?.id ?? ''
const events = (running: Running) =>
  running
    .stdout()
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
const isListening = () => server.liveConnections() > 0

beforeAll(async () => {
  server = await startOrionServer()
  orion = await createOrion(server)
  await orion.signIn()
})
beforeEach(() => {
  const { agency } = server
  content = agency.addContent(editorId, agency.addTrend('A chip that learns from light'))
})
afterEach(async () => {
  server.takeLive()
  await eventually(() => !isListening())
})
afterAll(async () => {
  await orion.remove()
  await server.stop()
})

/** Starts a watch, and waits until it hears what happens. */
async function watch(args: string[], env: Record<string, string> = {}): Promise<Running> {
  const running = orion.start(['pipeline', 'watch', ...args], { env })
  await eventually(isListening)
  const marker = server.agency.addContent(editorId, server.agency.addTrend('Marker'))
  const target = args.includes(content.id) ? content : marker
  await eventually(() => {
    server.agency.tellProgress(target, 'STITCH', 0.5)
    return running.stdout().includes('STITCH')
  })
  return running
}

describe('events, piped', () => {
  it('are one JSON object a line, always with the same names', async () => {
    const running = await watch([content.id, '--until', 'review', '--format', 'json', '--progress'])
    server.agency.workTo(content, 'STRATEGIST')
    const result = await running.finished
    expect(result.code).toBe(0)
    const told = events(running).filter(({ type }) => type !== 'orion.pipeline.progress')
    expect(told.map(({ stage, status }) => [stage, status])).toEqual([
      ['STRATEGIST', 'RUNNING'],
      ['STRATEGIST', 'COMPLETED'],
      ['STRATEGIST', 'AWAITING_REVIEW'],
    ])
    expect(told[0]).toMatchObject({ contentId: content.id, title: content.title, runId: content.run.id })
    for (const event of told)
      expect(Object.keys(event)).toEqual([
        'id',
        'type',
        'time',
        'contentId',
        'title',
        'runId',
        'stage',
        'status',
        'progress',
        'provider',
        'message',
      ])
    expect(result.stderr).toContain('waits for you at the strategist gate')
  })

  it('are values between tabs in plain, and words by default', async () => {
    const plain = await watch([content.id, '--until', 'review', '--format', 'plain', '--progress'])
    const words = await watch([content.id, '--until', 'review', '--progress'])
    server.agency.workTo(content, 'STRATEGIST')
    await Promise.all([plain.finished, words.finished])
    expect(plain.stdout()).toMatch(
      new RegExp(`\\t${content.id}\\torion.pipeline.stage_changed\\tSTRATEGIST\\tCOMPLETED\\t\\tembedded\\t`),
    )
    expect(words.stdout()).toMatch(/^\d\d:\d\d:\d\d {2}A chip that learns from lig… {2}STRATEGIST ended\.$/m)
  })

  it('of all contents go on until Ctrl-C', async () => {
    const running = await watch(['--format', 'json', '--progress'])
    server.agency.workTo(content, 'STRATEGIST')
    await eventually(() => events(running).some(({ contentId }) => contentId === content.id))
    running.process.kill('SIGINT')
    const result = await running.finished
    expect(result.code).toBe(130)
    expect(result.stderr).toBe('')
  })
})

describe('the end', () => {
  it('comes at once for a content that is there already', async () => {
    server.agency.goOn(server.agency.workTo(content, 'VIDEO'), 'VIDEO', null)
    const result = await orion.run(['pipeline', 'watch', content.id, '--format', 'json'])
    expect(result.code).toBe(0)
    expect(result.stderr).toContain('is published')
    expect(result.stderr).toContain('http://127.0.0.1/sandbox/post')
  })

  it('is a failure unless that was waited for, with the reason and what to do', async () => {
    const running = await watch([content.id, '--progress'])
    const expecting = await watch([content.id, '--until', 'failed', '--progress'])
    server.agency.fail(content, 'IMAGES', 'The drawing board is broken.')
    const result = await running.finished
    expect(result.code).toBe(1)
    expect(result.stderr).toContain('failed: The drawing board is broken.')
    expect(result.stderr).toContain(`orion content retry ${content.id}`)
    expect((await expecting.finished).code).toBe(0)
  })

  it('comes although garbage is collected while the last events are waited for', async () => {
    const preload = fileURLToPath(new URL('collect-garbage.cjs', import.meta.url))
    const running = await watch([content.id, '--until', 'review', '--progress'], {
      NODE_OPTIONS: `--require ${preload}`,
    })
    server.agency.workTo(content, 'STRATEGIST')
    expect((await running.finished).code).toBe(0)
  })

  it('is not a gate when the publication is waited for', async () => {
    const running = await watch([content.id, '--format', 'json', '--progress'])
    server.agency.workTo(content, 'VIDEO')
    await eventually(() => events(running).some(({ status }) => status === 'AWAITING_REVIEW'))
    const [gate] = content.gates
    if (gate) gate.status = 'APPROVED'
    server.agency.goOn(content, 'VIDEO', null)
    expect((await running.finished).code).toBe(0)
    expect(events(running).at(-1)).toMatchObject({ type: 'orion.content.published' })
  })
})

describe('a lost connection', () => {
  it('is opened again, and no event is lost or told twice', async () => {
    const running = await watch([content.id, '--until', 'review', '--format', 'json', '--progress'])
    server.agency.startStage(content, 'STRATEGIST')
    await eventually(() => events(running).some(({ status }) => status === 'RUNNING'))
    server.cutLive()
    await eventually(() => running.stderr().includes('The connection is lost'))
    server.agency.startStage(content, 'CREATOR')
    server.takeLive()
    await eventually(() => running.stderr().includes('The connection is back.'))
    server.agency.workTo(content, 'STRATEGIST')
    expect((await running.finished).code).toBe(0)
    const told = events(running).filter(({ type }) => type !== 'orion.pipeline.progress')
    const happened = server.agency.log.filter(event => event.content === content)
    expect(told.map(({ id }) => id).sort()).toEqual(happened.map(({ id }) => id).sort())
  })

  it('gets a new token when the old one has ended meanwhile', async () => {
    const running = await watch([content.id, '--until', 'review', '--progress'])
    const before = server.sessions.refreshes
    server.sessions.expireAccess()
    server.cutLive()
    server.takeLive()
    await eventually(() => server.sessions.refreshes === before + 1 && isListening())
    server.agency.workTo(content, 'STRATEGIST')
    expect((await running.finished).code).toBe(0)
    expect(server.sessions.reuses).toBe(0)
  })

  it('that never stood is an error in the end', async () => {
    server.cutLive()
    const result = await orion.run(['pipeline', 'watch', content.id])
    expect(result.code).toBe(3)
    expect(result.stderr).toContain(`There is no live connection to ${server.url}`)
  })
})

describe.skipIf(!hasTerminals)('in a terminal', () => {
  it('one content is a table of its stages that moves', async () => {
    const terminal = openTerminal(orion, ['pipeline', 'watch', content.id])
    await terminal.shows('GENERATING · run 1')
    server.agency.startStage(content, 'IMAGES')
    await terminal.shows('● images')
    await eventually(() => {
      server.agency.tellProgress(content, 'IMAGES', 0.5)
      return terminal.screen().includes('██████████░░░░░░░░░░')
    })
    await terminal.shows(' 50 %')
    server.agency.goOn(server.agency.workTo(content, 'VIDEO'), 'VIDEO', null)
    expect((await terminal.finished).code).toBe(0)
    expect(terminal.screen()).toContain('✓ publish')
    expect(terminal.screen()).toContain('PUBLISHED')
    expect(terminal.screen()).toContain('\u001b[?25h')
  })

  it('all contents are a table that gives the cursor back on Ctrl-C', async () => {
    server.agency.startStage(content, 'SPEECH')
    const terminal = openTerminal(orion, ['pipeline', 'watch'], { NO_COLOR: '1' })
    await terminal.shows('ELAPSED')
    await terminal.shows(/speech +░/)
    terminal.type('\u0003')
    expect((await terminal.finished).code).toBe(130)
    expect(terminal.screen().trimEnd().endsWith('\u001b[?25h')).toBe(true)
  })
})
