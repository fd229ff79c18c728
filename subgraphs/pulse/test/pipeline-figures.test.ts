import { randomUUID } from 'node:crypto'
import type { EventData, EventName } from '@orion/common'
import {
  createTestSystem,
  type TestService,
  type TestSystem,
  testViewer,
} from '@orion/common/testing/test-system'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import pulse from '../src/main.ts'
import {
  approved,
  cost,
  eventAt,
  loggedIn,
  newContent,
  published,
  rejected,
  rendered,
  stageChanged,
  trendDetected,
  updated,
} from './pulse-events.ts'

let system: TestSystem
let service: TestService

beforeAll(async () => {
  system = await createTestSystem()
  service = await system.start(pulse)
})
afterAll(() => system?.stop())

const start = Date.now() - 3_600_000
const at = (second: number) => new Date(start + second * 1000)

/** Tells pulse what happened, each event some seconds after the start, and waits until it took it in. */
async function tell(...happened: ReturnType<typeof after>[]) {
  for (const { event, name } of happened) await system.send('director', 'pulse', name, event.data, event)
  await loggedIn(
    system,
    happened.map(({ event }) => event),
  )
}

function after<Name extends EventName>(
  second: number,
  service: Parameters<typeof eventAt>[0],
  name: Name,
  data: EventData<Name>,
) {
  return { name, event: eventAt(service, name, data, at(second)) }
}

describe('the funnel', () => {
  test('is cumulative: what was published counts at every step before, also when one was never told', async () => {
    const viewer = testViewer('EDITOR')
    const [fresh, ready, thrownAway, out] = [1, 2, 3, 4].map(() => newContent(viewer.userId))
    if (!fresh || !ready || !thrownAway || !out) throw new Error('four contents')
    await tell(
      after(0, 'scout', 'trend.detected', trendDetected(randomUUID())),
      after(0, 'director', 'content.updated', updated(fresh)),
      after(1, 'editor', 'video.rendered', rendered(ready)),
      after(1, 'director', 'content.updated', updated(ready)),
      after(2, 'editor', 'video.rendered', rendered(thrownAway)),
      after(3, 'director', 'content.rejected', rejected(thrownAway)),
      after(2, 'director', 'content.approved', approved(out)),
      after(3, 'publisher', 'content.published', published(out)),
      after(4, 'publisher', 'content.published', published(out)),
    )
    const query = '{ funnel { trends started written rendered approved published rejected } }'
    const own = { trends: 1, started: 4, written: 3, rendered: 3, approved: 1, published: 1, rejected: 1 }
    expect((await service.graphql(query, {}, viewer)).data).toEqual({ funnel: own })
    expect((await service.graphql(query, {}, testViewer('EDITOR'))).data).toEqual({
      funnel: { trends: 1, started: 0, written: 0, rendered: 0, approved: 0, published: 0, rejected: 0 },
    })
    const response = await service.request('/api/v1/pipeline/funnel?days=1', viewer)
    expect(await response.json()).toEqual(own)
  })
})

describe('stages', () => {
  test('take the time they work, not the time they wait at gates', async () => {
    const viewer = testViewer('EDITOR')
    const told = newContent(viewer.userId)
    await tell(
      after(0, 'director', 'content.updated', updated(told)),
      after(1, 'director', 'pipeline.stage_changed', stageChanged(told, 'STRATEGIST', 'RUNNING')),
      after(3.5, 'director', 'pipeline.stage_changed', stageChanged(told, 'STRATEGIST', 'AWAITING_REVIEW')),
      after(600, 'director', 'pipeline.stage_changed', stageChanged(told, 'STRATEGIST', 'COMPLETED')),
      after(602, 'media', 'pipeline.stage_changed', stageChanged(told, 'IMAGES', 'RUNNING')),
      after(604, 'media', 'pipeline.stage_changed', stageChanged(told, 'IMAGES', 'FAILED', { error: 'no' })),
      after(610, 'media', 'pipeline.stage_changed', stageChanged(told, 'IMAGES', 'RUNNING', { attempt: 2 })),
      after(
        613,
        'media',
        'pipeline.stage_changed',
        stageChanged(told, 'IMAGES', 'COMPLETED', { attempt: 2 }),
      ),
      after(620, 'director', 'pipeline.stage_changed', stageChanged(told, 'VIDEO', 'AWAITING_REVIEW')),
      after(700, 'publisher', 'content.published', published(told)),
    )
    const { data } = await service.graphql(
      `query ($references: [_Any!]!) {
        _entities(representations: $references) { ... on Content {
          metrics { leadSeconds workSeconds stages { stage seconds } } } }
        pipelineMetrics(hours: 2) { publishedPerHour errorRate stages { stage total completed failed averageSeconds } }
      }`,
      { references: [{ __typename: 'Content', id: told.contentId }] },
      viewer,
    )
    expect(data._entities).toEqual([
      {
        metrics: {
          leadSeconds: 700,
          workSeconds: 7.5,
          stages: [
            { stage: 'STRATEGIST', seconds: 2.5 },
            { stage: 'IMAGES', seconds: 5 },
          ],
        },
      },
    ])
    const none = { total: 0, completed: 0, failed: 0, averageSeconds: null }
    expect(data.pipelineMetrics).toEqual({
      publishedPerHour: 0.5,
      errorRate: 1 / 3,
      stages: [
        { stage: 'STRATEGIST', total: 1, completed: 1, failed: 0, averageSeconds: 2.5 },
        { stage: 'CREATOR', ...none },
        { stage: 'ANALYST', ...none },
        { stage: 'IMAGES', total: 2, completed: 1, failed: 1, averageSeconds: 3 },
        ...['SPEECH', 'CAPTIONS', 'STITCH', 'THUMBNAILS', 'VALIDATE', 'PUBLISH'].map(stage => ({
          stage,
          ...none,
        })),
      ],
    })
    const errors = await (await service.request('/api/v1/pipeline/errors?hours=3', viewer)).json()
    expect(errors.items).toHaveLength(3)
    expect(errors.items.reduce((sum: number, hour: { errors: number }) => sum + hour.errors, 0)).toBe(1)

    const path = `/api/v1/analytics/content/${told.contentId}`
    expect(await (await service.request(path, viewer)).json()).toMatchObject({
      metrics: { workSeconds: 7.5 },
    })
    expect((await service.request(path, testViewer('EDITOR'))).status).toBe(404)
  })
})

describe('a trend', () => {
  test('is told by what came of it', async () => {
    const viewer = testViewer('EDITOR')
    const [used, ignored] = [randomUUID(), randomUUID()]
    const made = newContent(viewer.userId, { trendId: used })
    const again = newContent(viewer.userId, { trendId: used })
    await tell(
      after(
        0,
        'scout',
        'trend.detected',
        trendDetected(used, { source: 'Nature', detectedAt: at(0).toISOString() }),
      ),
      after(0, 'scout', 'trend.detected', trendDetected(ignored, { source: 'Nature' })),
      after(1, 'scout', 'trend.expired', { trendId: ignored, topic: 'Cats' }),
      after(1, 'director', 'content.updated', updated(made)),
      after(1, 'director', 'content.updated', updated(again)),
      after(2, 'director', 'cost.recorded', cost(made, '0.1')),
      after(2, 'director', 'cost.recorded', cost(again, '0.2')),
      after(3, 'publisher', 'content.published', published(made)),
    )
    const { data } = await service.graphql(
      `query ($references: [_Any!]!) { _entities(representations: $references) {
        ... on Trend { performance { contents published cost } } } }`,
      { references: [used, ignored].map(id => ({ __typename: 'Trend', id })) },
      viewer,
    )
    expect(data._entities).toEqual([
      { performance: { contents: 2, published: 1, cost: '0.3' } },
      { performance: { contents: 0, published: 0, cost: '0' } },
    ])
    const trends = await (await service.request('/api/v1/analytics/trends', viewer)).json()
    expect(trends.bySource).toContainEqual({
      source: 'Nature',
      found: 2,
      used: 1,
      expired: 1,
      conversionRate: 0.5,
    })
  })
})

test('numbers out of range are refused with what fits', async () => {
  const { errors } = await service.graphql('{ funnel(days: 366) { started } }', {}, testViewer('EDITOR'))
  expect(errors?.[0]).toMatchObject({
    message: '"days" is 366; it must be 1 to 365.',
    extensions: { code: 'INVALID_INPUT' },
  })
})
