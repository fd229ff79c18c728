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

/** Those that have no stage of their own: they are killed while the editor goes on and tells what it does. */
const listeners: ProcessName[] = ['scout', 'pulse', 'identity', 'gateway']

async function killAt(stage: Promise<unknown>, names: ProcessName[]): Promise<void> {
  await stage
  await Promise.all(names.map(name => system.processes.get(name)?.kill()))
}

const restart = (names: ProcessName[]) => Promise.all(names.map(name => system.restart(name)))

const editorSteps = async (contentId: string) =>
  (
    await database.query<{ step: string; status: string; attempt: number }>(
      `SELECT s.step::text, s.status::text, s.attempt FROM editor.render_steps s JOIN editor.renders r ON r.id = s.render_id
       WHERE r.content_id = $1 ORDER BY s.step`,
      [contentId],
    )
  ).rows

/** Waits until the editor is at work on a step, as its own table tells: the gateway may be down. */
const untilAtWork = (contentId: string, step: string) =>
  eventually(
    async () =>
      (await editorSteps(contentId)).some(known => known.step === step && known.status === 'RUNNING'),
    `the editor at work on ${step}`,
    VIDEO_PATIENCE_MS,
    25,
  )

/** How often each stage of a content was told to have ended well. */
async function completedStages(contentId: string): Promise<Record<string, number>> {
  const { rows } = await database.query<{ stage: string; count: number }>(
    `SELECT data->>'stage' AS stage, count(*)::int AS count FROM pulse.events WHERE content_id = $1
     AND type = 'orion.pipeline.stage_changed' AND data->>'status' = 'COMPLETED' GROUP BY 1`,
    [contentId],
  )
  return Object.fromEntries(rows.map(({ stage, count }) => [stage, count]))
}

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
    await killAt(untilStage(contentId, 'STRATEGIST'), ['director'])
    await restart(['director'])
    await killAt(untilStage(contentId, 'IMAGES'), ['media'])
    await restart(['media'])
    await killAt(untilStage(contentId, 'SPEECH'), listeners)
    const listening = restart(listeners)
    await killAt(untilAtWork(contentId, 'STITCH'), ['editor'])
    expect(await editorSteps(contentId)).toEqual([
      { step: 'SPEECH', status: 'COMPLETED', attempt: 1 },
      { step: 'CAPTIONS', status: 'COMPLETED', attempt: 1 },
      { step: 'STITCH', status: 'RUNNING', attempt: 1 },
    ])
    await Promise.all([listening, restart(['editor'])])
    await killAt(untilStage(contentId, 'PUBLISH'), ['publisher'])
    await restart(['publisher'])
    await expectOneOfEach(contentId)
    expect(await editorSteps(contentId)).toEqual([
      { step: 'SPEECH', status: 'COMPLETED', attempt: 1 },
      { step: 'CAPTIONS', status: 'COMPLETED', attempt: 1 },
      { step: 'STITCH', status: 'COMPLETED', attempt: 2 },
      { step: 'THUMBNAILS', status: 'COMPLETED', attempt: 1 },
      { step: 'VALIDATE', status: 'COMPLETED', attempt: 1 },
    ])
    const { told, logged } = await eventually(async () => {
      const events = await eventsOf(contentId)
      return events.logged.length >= events.told.length && events
    }, 'all events in the log of pulse')
    expect(logged).toEqual(told)
    expect(new Set(Object.values(await completedStages(contentId)))).toEqual(new Set([1]))
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
