import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { eventually } from '@orion/common/testing/test-system'
import { afterAll, expect, test } from 'vitest'
import { rss } from './sample-documents.ts'
import { scoutAtWork } from './scout-at-work.ts'

const scout = scoutAtWork(['/quick', '/slow'])
const root = fileURLToPath(new URL('../../../', import.meta.url))
const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
})

test('a scan whose process is killed is done again by another, and each trend is told once', async () => {
  let reading = 0
  scout.answer((request, response) => {
    // The first reader of the slow feed waits for ever: it is killed while it does.
    if (request.url === '/slow' && ++reading === 1) return
    response.end(rss([request.url === '/slow' ? 'Chess title changes hands' : 'Volcano erupts in Iceland']))
  })
  await scout.service.stop()
  const first = spawn('node', ['--import', 'tsx', 'scripts/run-service.ts', 'scout'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      ...scout.system.environment,
      ...scout.environment,
      SCOUT_SCAN_EVERY_MINUTES: '30',
    },
    stdio: 'ignore',
  })
  children.push(first)
  await eventually(() => reading === 1, 'the slow feed being read', 50_000)
  first.kill('SIGKILL')
  await once(first, 'exit')
  const [cutOff] = await scout.system.query<{ id: string; status: string }>(
    'SELECT id, status::text FROM scout.scans',
  )
  expect(cutOff?.status).toBe('RUNNING')

  await scout.restart()
  const ended = await eventually(
    async () => {
      const state = await scout.scanState(cutOff?.id ?? '')
      return state.status === 'COMPLETED' && state
    },
    'the end of the scan',
    50_000,
  )
  expect(ended).toMatchObject({
    trendsSaved: 2,
    itemsFound: 2,
    sources: [{ status: 'OK' }, { status: 'OK' }],
  })
  await scout.service.drainOutbox()
  const detected = await eventually(() => {
    const heard = scout.system.heard.filter(({ type }) => type === 'orion.trend.detected')
    return heard.length >= 2 && heard
  })
  expect(detected).toHaveLength(2)
})
