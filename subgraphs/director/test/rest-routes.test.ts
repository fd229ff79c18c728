import {
  createTestSystem,
  type TestService,
  type TestSystem,
  testViewer,
} from '@orion/common/testing/test-system'
import { afterAll, beforeAll, expect, test } from 'vitest'
import service from '../src/main.ts'
import { atGate, detectTrend, passScript, renderedVideo } from './director-system.ts'

let system: TestSystem
let director: TestService
let trendId: string
const editor = testViewer('EDITOR')

beforeAll(async () => {
  system = await createTestSystem()
  director = await system.start(service)
  trendId = await detectTrend(system)
})
afterAll(async () => {
  await system?.stop()
})

const post = (path: string, body: object, viewer = editor) =>
  director.request(`/api/v1${path}`, viewer, { method: 'POST', body: JSON.stringify(body) })
const get = (path: string, viewer = editor) => director.request(`/api/v1${path}`, viewer)

test('a content is made, read, rejected, made again, approved and cancelled over REST', async () => {
  const made = await post('/content/generate', {
    trendId,
    platform: 'tiktok',
    style: 'cartoon',
    gates: passScript,
  })
  expect(made.status).toBe(201)
  const { content, run } = await made.json()
  expect(content).toMatchObject({ status: 'GENERATING', platform: 'TIKTOK', style: 'CARTOON' })

  await system.hear('content.created', data => data.contentId === content.id)
  const whole = await (await get(`/content/${content.id}`)).json()
  expect(whole).toMatchObject({
    id: content.id,
    critique: { confidence: expect.any(Number) },
    analysis: { overallScore: expect.any(Number) },
  })
  expect((await (await get(`/content/${content.id}/script`)).json()).script.callToAction).toMatch(/\w/)
  expect(
    (await (await get(`/content/${content.id}/visual-prompts`)).json()).visualPrompts.prompts.length,
  ).toBeGreaterThanOrEqual(5)
  expect(
    (await (await get('/content?status=generating')).json()).items.map((item: { id: string }) => item.id),
  ).toContain(content.id)

  await system.send('editor', 'director', 'video.rendered', renderedVideo(content.id, run.id, editor.userId))
  const { gateId } = await atGate(director, editor, content.id, 'VIDEO')
  expect((await (await get('/gates')).json()).items).toMatchObject([{ id: gateId, stage: 'VIDEO' }])
  const rejected = await post(`/content/${content.id}/reject`, { reason: 'shorter', regenerate: true })
  expect((await rejected.json()).content).toMatchObject({ status: 'GENERATING', regenerations: 1 })
  expect((await post(`/gates/${gateId}/decide`, { decision: 'approve' })).status).toBe(409)
  expect((await post(`/content/${content.id}/approve`, {})).status).toBe(409)

  const runs = await (await get('/pipelines')).json()
  expect(runs.items).toHaveLength(2)
  const latest = runs.items[0].id
  await system.hear('content.created', data => data.runId === latest)
  expect((await (await get(`/pipelines/${latest}`)).json()).stages).toHaveLength(3)
  expect(await (await post(`/pipelines/${latest}/cancel`, { reason: 'enough' })).json()).toMatchObject({
    status: 'CANCELLED',
  })
  expect((await post(`/content/${content.id}/retry`, {})).status).toBe(202)
  expect((await post(`/content/${content.id}/regenerate`, { feedback: 'again' })).status).toBe(409)
})

test('rights, unknown ids and wrong bodies have their statuses', async () => {
  expect((await post('/content/generate', { trendId }, testViewer('VIEWER'))).status).toBe(403)
  expect((await post('/content/generate', { trendId: 'x' })).status).toBe(400)
  expect((await get(`/content/${crypto.randomUUID()}`)).status).toBe(404)
  expect((await get('/content?status=lost')).status).toBe(400)
  expect((await get('/pipelines/nonsense')).status).toBe(404)
  expect((await director.request('/api/v1/content', null)).status).toBe(401)
})
