import {
  createTestSystem,
  type TestService,
  type TestSystem,
  testViewer,
} from '@orion/common/testing/test-system'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import service from '../src/main.ts'
import { type ChatServer, openAiServer } from './chat-servers.ts'
import {
  atGate,
  decide,
  detectTrend,
  generate,
  mutate,
  passAll,
  passScript,
  renderedVideo,
  until,
} from './director-system.ts'

let system: TestSystem
let director: TestService
const editor = testViewer('EDITOR')

beforeAll(async () => {
  system = await createTestSystem()
  director = await system.start(service)
})
afterAll(async () => {
  await system?.stop()
})

test('a trend becomes a script, passes its gates, is handed over, reviewed, approved and published', async () => {
  const trendId = await detectTrend(system)
  const { contentId, runId } = await generate(director, editor, { trendId, style: 'ANIME' })

  const { content: written, gateId: scriptGate } = await atGate(director, editor, contentId, 'STRATEGIST')
  expect(written.status).toBe('GENERATING')
  expect(written.currentRun.status).toBe('AWAITING_REVIEW')
  expect(written.script).toMatchObject({
    hook: 'Harbour city opens a park that floats.',
    writer: 'extractive',
    isEmbedded: true,
  })
  expect(written.script?.segments.map(({ position }) => position)).toEqual(
    written.script?.segments.map((_, at) => at),
  )
  expect(written.visualPrompts).toEqual([])
  const waiting = await system.hear('pipeline.stage_changed', data => data.status === 'AWAITING_REVIEW')
  expect(waiting.data).toMatchObject({
    contentId,
    runId,
    stage: 'STRATEGIST',
    gateId: scriptGate,
    userId: editor.userId,
  })
  expect(waiting.audience.userIds).toEqual([editor.userId])
  expect((await decide(director, editor, { gateId: scriptGate, decision: 'APPROVE' })).gate?.status).toBe(
    'APPROVED',
  )

  const { content: drawn, gateId: creatorGate } = await atGate(director, editor, contentId, 'CREATOR')
  expect(drawn.visualPrompts.length).toBeGreaterThanOrEqual(5)
  await decide(director, editor, { gateId: creatorGate, decision: 'APPROVE' })
  const { content: analysed, gateId: analystGate } = await atGate(director, editor, contentId, 'ANALYST')
  expect(analysed.analysis?.benchmarkComparison).toContain('first content in the niche')
  expect(system.heard.filter(event => event.type === 'orion.content.created')).toEqual([])
  await decide(director, editor, { gateId: analystGate, decision: 'APPROVE' })

  const created = await system.hear('content.created', data => data.contentId === contentId)
  expect(created.data).toMatchObject({
    runId,
    trendId,
    userId: editor.userId,
    style: 'ANIME',
    niche: 'general',
  })
  expect(created.data.script.segments.at(-1)?.kind).toBe('CALL_TO_ACTION')
  expect(created.data.visualPrompts.flatMap(prompt => prompt.segments)).toEqual(
    expect.arrayContaining(created.data.script.segments.map(({ position }) => position)),
  )

  const video = renderedVideo(contentId, runId, editor.userId)
  await system.send('editor', 'director', 'video.rendered', video)
  const { content: reviewed, gateId: videoGate } = await atGate(director, editor, contentId, 'VIDEO')
  expect(reviewed).toMatchObject({ status: 'REVIEW', openGate: { score: 0.95 } })
  const accountIds = [crypto.randomUUID()]
  const publishAt = '2030-01-01T00:00:00.000Z'
  await decide(director, editor, { gateId: videoGate, decision: 'APPROVE', publishAt, accountIds })
  const approved = await system.hear('content.approved')
  expect(approved.data).toMatchObject({
    contentId,
    runId,
    accountIds,
    publishAt,
    approvedBy: editor.userId,
    video: video.video,
  })
  expect(approved.data.description).toContain('https://news.example.org/park')
  expect(approved.data.hashtags).toEqual(['FloatingPark', 'City', 'General'])

  await system.send('publisher', 'director', 'content.published', {
    contentId,
    runId,
    userId: editor.userId,
    title: 'x',
    publicationId: crypto.randomUUID(),
    accountId: crypto.randomUUID(),
    platform: 'SANDBOX',
    postId: '1',
    postUrl: null,
    publishedAt: publishAt,
  })
  const published = await until(director, editor, contentId, ({ status }) => status === 'PUBLISHED')
  expect(published.currentRun).toMatchObject({ status: 'COMPLETED', cost: '0', attempt: 1 })
  expect(published.gates.map(gate => `${gate.stage} ${gate.status}`)).toEqual([
    'STRATEGIST APPROVED',
    'CREATOR APPROVED',
    'ANALYST APPROVED',
    'VIDEO APPROVED',
  ])
  expect(published.currentRun.stages).toMatchObject([
    { stage: 'STRATEGIST', status: 'COMPLETED', attempt: 1, provider: 'extractive' },
    { stage: 'CREATOR', status: 'COMPLETED', attempt: 1, provider: 'extractive' },
    { stage: 'ANALYST', status: 'COMPLETED', attempt: 1, provider: 'extractive' },
  ])
  expect(published.history.map(({ from, to, actor }) => [from, to, actor])).toEqual([
    [null, 'DRAFT', editor.userId],
    ['DRAFT', 'GENERATING', editor.userId],
    ['GENERATING', 'REVIEW', 'editor'],
    ['REVIEW', 'APPROVED', editor.userId],
    ['APPROVED', 'PUBLISHED', 'publisher'],
  ])
  expect(await system.query('SELECT 1 FROM director.checkpoints')).toEqual([])
  expect(await system.query('SELECT 1 FROM director.checkpoint_blobs')).toEqual([])
})

describe('gates', () => {
  test('are passed by policies whose score is reached, the last one as well', async () => {
    const trendId = await detectTrend(system)
    const { contentId, runId } = await generate(director, editor, { trendId, gates: passAll })
    await system.hear('content.created', data => data.contentId === contentId)
    await system.send('editor', 'director', 'video.rendered', renderedVideo(contentId, runId, editor.userId))
    const approved = await system.hear('content.approved', data => data.contentId === contentId)
    expect(approved.data.approvedBy).toBe('policy')
    const content = await until(director, editor, contentId, ({ status }) => status === 'APPROVED')
    expect(content.gates.every(gate => gate.decidedByPolicy && gate.status === 'APPROVED')).toBe(true)
  })

  test('wait for a person where the score is not reached', async () => {
    const trendId = await detectTrend(system)
    const gates = [{ stage: 'STRATEGIST', passAt: 1 }]
    const { contentId } = await generate(director, editor, { trendId, gates })
    const { content } = await atGate(director, editor, contentId, 'STRATEGIST')
    expect(content.openGate?.score).toBeLessThan(1)
  })
})

test('a gate that is open outlives a restart, and the run goes on from there', async () => {
  const trendId = await detectTrend(system)
  const { contentId, runId } = await generate(director, editor, { trendId })
  const { gateId } = await atGate(director, editor, contentId, 'STRATEGIST')
  await director.stop()
  director = await system.start(service)
  await decide(director, editor, { gateId, decision: 'APPROVE' })
  const { content } = await atGate(director, editor, contentId, 'CREATOR')
  expect(content.currentRun).toMatchObject({
    id: runId,
    stages: [
      { stage: 'STRATEGIST', attempt: 1 },
      { stage: 'CREATOR', attempt: 1 },
    ],
  })
})

describe('a writer that refuses for good', () => {
  let models: ChatServer
  beforeAll(async () => {
    models = await openAiServer([{ status: 401 }])
  })
  afterAll(async () => {
    await models?.stop()
  })

  test('fails content, run and stage at once where there is no other; the next start tries that stage again', async () => {
    const lone = await createTestSystem()
    const only = { DIRECTOR_WRITERS: 'openai', DIRECTOR_OPENAI_URL: models.url }
    const first = await lone.start(service, only)
    const { contentId } = await generate(first, editor, { trendId: await detectTrend(lone) })
    const failed = await until(first, editor, contentId, ({ status }) => status === 'FAILED')
    expect(failed.error).toContain('gpt-4o-mini')
    expect(failed.currentRun).toMatchObject({
      status: 'FAILED',
      stages: [{ stage: 'STRATEGIST', status: 'FAILED', attempt: 1 }],
    })
    expect(models.requests).toHaveLength(1)
    await first.stop()
    const second = await lone.start(service)
    await mutate(
      second,
      editor,
      'mutation ($id: ID!) { retryContent(input: { contentId: $id }) { userErrors { code } } }',
      { id: contentId },
    )
    expect((await atGate(second, editor, contentId, 'STRATEGIST')).content.script?.writer).toBe('extractive')
    await lone.stop()
  })
})

describe('costs and stages of the other services', () => {
  test('are rows of the run', async () => {
    const trendId = await detectTrend(system)
    const { contentId, runId } = await generate(director, editor, { trendId, gates: passScript })
    await system.hear('content.created', data => data.contentId === contentId)
    const told = {
      contentId,
      runId,
      userId: editor.userId,
      title: 'x',
      attempt: 1,
      provider: 'procedural',
      error: null,
      gateId: null,
    }
    await system.send('media', 'director', 'pipeline.stage_changed', {
      ...told,
      stage: 'IMAGES',
      status: 'RUNNING',
    })
    await system.send('media', 'director', 'pipeline.stage_changed', {
      ...told,
      stage: 'IMAGES',
      status: 'COMPLETED',
    })
    await system.send('media', 'director', 'pipeline.stage_changed', {
      ...told,
      stage: 'IMAGES',
      status: 'RUNNING',
    })
    const cost = {
      contentId,
      runId,
      userId: editor.userId,
      stage: 'IMAGES',
      provider: 'fal',
      category: 'IMAGE',
      units: '5',
      unit: 'images',
      latencyMs: 10,
    } as const
    await system.send('media', 'director', 'cost.recorded', { ...cost, amount: '0.1' })
    await system.send('media', 'director', 'cost.recorded', { ...cost, amount: '0.2' })
    const content = await until(director, editor, contentId, ({ currentRun }) => currentRun.cost === '0.3')
    expect(content.currentRun.stages.at(-1)).toMatchObject({
      stage: 'IMAGES',
      status: 'COMPLETED',
      provider: 'procedural',
      cost: '0.3',
    })
  })
})
