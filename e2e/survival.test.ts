import { eventually } from '@orion/common/testing/test-system'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { keepRunning } from '../scripts/system/keep-running.ts'
import type { ProcessName } from '../scripts/system/start-system.ts'
import {
  contentState,
  generate,
  type RunningSystem,
  scanForTrends,
  startRunningSystem,
  untilStatus,
  VIDEO_PATIENCE_MS,
} from './running-system.ts'

let system: RunningSystem
let trends: { id: string }[]
let database: pg.Pool

beforeAll(async () => {
  system = await startRunningSystem()
  trends = await scanForTrends(system.admin)
  database = new pg.Pool({ connectionString: system.postgres?.url, max: 1 })
  database.on('error', () => {}) // Postgres is killed as well
})
afterAll(async () => {
  await database?.end()
  await system?.end()
})

/** Waits until a stage of the content has begun, as its service tells it; looks often, since a stage may be short. */
const untilStage = (contentId: string, stage: string) =>
  eventually(
    async () => {
      const state = await contentState(system.admin, contentId).catch(() => null)
      return state?.currentRun?.stages.some(known => known.stage === stage)
    },
    `the stage ${stage}`,
    VIDEO_PATIENCE_MS,
    25,
  )

async function expectOneOfEach(contentId: string): Promise<void> {
  const state = await untilStatus(system.admin, contentId, 'PUBLISHED')
  expect(state.publications).toHaveLength(1)
  expect(state.publications[0]?.status).toBe('PUBLISHED')
  const count = async (sql: string) => Number((await database.query(sql, [contentId])).rows[0].count)
  expect(await count('SELECT count(*) FROM editor.videos WHERE content_id = $1')).toBe(1)
  expect(await count('SELECT count(*) FROM publisher.publications WHERE content_id = $1')).toBe(1)
  const scenes = state.images.map(({ scene }) => scene)
  expect(new Set(scenes).size).toBe(scenes.length)
  expect(
    await count(
      `SELECT count(*) FROM pulse.events WHERE content_id = $1 AND type = 'orion.content.published'`,
    ),
  ).toBe(1)
  expect(
    await count(`SELECT count(*) FROM pulse.events WHERE content_id = $1 AND type = 'orion.video.rendered'`),
  ).toBe(1)
}

/**
 * The processes to kill at once when a stage has begun: each in the middle of its own, and those that have none while the editor goes
 * on and tells what it does.
 */
const kills: [string, ProcessName[]][] = [
  ['STRATEGIST', ['director']],
  ['IMAGES', ['media']],
  ['SPEECH', ['scout', 'pulse', 'identity', 'gateway']],
  ['STITCH', ['editor']],
  ['PUBLISH', ['publisher']],
]

/** What was told of a content, as the services that told it committed it, and what pulse has logged of it. */
async function eventsOf(contentId: string): Promise<{ told: string[]; logged: string[] }> {
  const outboxes = ['director', 'media', 'editor', 'publisher']
    .map(
      service =>
        `SELECT id::text FROM ${service}_delivery.outbox WHERE kind = 'event' AND payload->>'subject' = $1::text`,
    )
    .join(' UNION ')
  const ids = async (sql: string) =>
    (await database.query<{ id: string }>(`${sql} ORDER BY 1`, [contentId])).rows.map(({ id }) => id)
  return {
    told: await ids(outboxes),
    logged: await ids(
      `SELECT id::text FROM pulse.events WHERE subject = $1::text AND source <> '/orion/identity'`,
    ),
  }
}

describe('a run goes on to one video and one publication', () => {
  it('when each service and the gateway are killed in the middle of it and started again, which then miss nothing', async () => {
    const contentId = await generate(system.admin, trends[0]?.id ?? '')
    for (const [stage, names] of kills) {
      await untilStage(contentId, stage)
      await Promise.all(names.map(name => system.processes.get(name)?.kill()))
      await Promise.all(names.map(name => system.restart(name)))
    }
    await expectOneOfEach(contentId)
    const { told, logged } = await eventually(async () => {
      const events = await eventsOf(contentId)
      return events.logged.length >= events.told.length && events
    }, 'all events in the log of pulse')
    expect(logged).toEqual(told)
    const notifications = await eventually(async () => {
      const { rows } = await database.query<{ type: string; count: number }>(
        `SELECT type::text, count FROM identity.notifications WHERE content_id = $1 ORDER BY type::text`,
        [contentId],
      )
      return rows.some(({ type }) => type === 'CONTENT_PUBLISHED') && rows
    }, 'the notification of the publication')
    expect(notifications).toEqual([
      { type: 'CONTENT_CREATED', count: 1 },
      { type: 'CONTENT_PUBLISHED', count: 1 },
    ])
  })

  it('when Redis is killed and started again, and so are Postgres and pulse, by who keeps them running', async () => {
    const said: string[] = []
    onTestFinished(keepRunning(system, sentence => said.push(sentence)))
    const contentId = await generate(system.admin, trends[1]?.id ?? '')
    await untilStage(contentId, 'SPEECH')
    const killed = { redis: system.redis, postgres: system.postgres, pulse: system.processes.get('pulse') }
    for (const part of Object.values(killed)) if (part) process.kill(part.pid, 'SIGKILL')
    for (const name of Object.keys(killed))
      await eventually(() => said.includes(`${name} is ready again.`), `the return of ${name}`, 60_000)
    await expectOneOfEach(contentId)
  })
})
