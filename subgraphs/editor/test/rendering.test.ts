import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { EventData } from '@orion/common'
import { eventually, type TestService, type TestSystem, testViewer } from '@orion/common/testing/test-system'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { probeVideo } from '../src/render/probe.ts'
import { heardOf, patienceMs, renderReaches, seenContent, startEditor } from './editor-at-work.ts'
import { sampleGenerated } from './sample-render.ts'

let system: TestSystem
let service: TestService
let workFolder: string
let generated: EventData<'media.generated'>
const owner = testViewer('EDITOR')
const stranger = testViewer('EDITOR')
const admin = testViewer('ADMIN')

beforeAll(async () => {
  ;({ system, service, workFolder } = await startEditor())
  generated = await sampleGenerated(system, owner.userId)
  const first = await system.send('media', 'editor', 'media.generated', generated)
  await system.send('media', 'editor', 'media.generated', generated, { ...first, id: crypto.randomUUID() })
  await eventually(() => heardOf(system, 'video.rendered', generated.contentId)[0], 'the video', patienceMs)
}, patienceMs + 30_000)
afterAll(() => system.stop())

const rerender = (input: Record<string, unknown>, viewer = owner) =>
  service.graphql<{
    rerenderContent: {
      render: { id: string; status: string } | null
      userErrors: { code: string; message: string }[]
    } | null
  }>(
    'mutation ($input: RerenderContentInput!) { rerenderContent(input: $input) { render { id status } userErrors { code message } } }',
    { input },
    viewer,
  )

const cancel = (renderId: string, viewer = owner) =>
  service.graphql<{
    cancelRender: {
      render: { status: string; error: string } | null
      userErrors: { code: string; message: string }[]
    } | null
  }>(
    'mutation ($input: CancelRenderInput!) { cancelRender(input: $input) { render { status error } userErrors { code message } } }',
    { input: { renderId } },
    viewer,
  )

test('drawn pictures become one video, however often they are told', async () => {
  const { contentId, runId } = generated
  const [rendered, ...more] = heardOf(system, 'video.rendered', contentId)
  expect(more).toEqual([])
  expect(rendered).toMatchObject({ contentId, runId, userId: owner.userId, title: 'Rain on Mars' })
  const video = rendered?.video
  const probe = await probeVideo(join(String(system.environment.FILES_ROOT), video?.fileKey ?? ''), {
    timeoutMs: 10_000,
  })
  expect(probe.video).toMatchObject({ codec: 'h264', width: 1080, height: 1920, framesPerSecond: 30 })
  expect(probe.audio).toMatchObject({ codec: 'aac', sampleRate: 48_000 })
  expect(await readdir(workFolder)).toEqual([])
})

test('every step is told when it begins and when it is done, with progress in between', async () => {
  const stages = heardOf(system, 'pipeline.stage_changed', generated.contentId).map(
    ({ stage, status }) => `${stage} ${status}`,
  )
  expect(stages).toEqual(
    ['SPEECH', 'CAPTIONS', 'STITCH', 'THUMBNAILS', 'VALIDATE'].flatMap(stage => [
      `${stage} RUNNING`,
      `${stage} COMPLETED`,
    ]),
  )
  const progress = heardOf(system, 'pipeline.progress', generated.contentId).map(
    ({ renderProgress }) => renderProgress ?? 0,
  )
  expect(progress).toEqual([...progress].sort((a, b) => a - b))
  expect(progress.at(-1)).toBe(1)
})

test('what was spoken is recorded as a cost, which is nothing for an embedded voice', () => {
  const [cost, ...more] = heardOf(system, 'cost.recorded', generated.contentId)
  expect(more).toEqual([])
  expect(cost).toMatchObject({
    stage: 'SPEECH',
    provider: 'festival',
    category: 'SPEECH',
    unit: 'characters',
    amount: '0',
  })
})

test('the graph tells the video of a content to its owner and to admins, and to nobody else', async () => {
  const content = await seenContent(service, generated.contentId, owner)
  expect(content?.render).toMatchObject({ status: 'COMPLETED', captionStyle: 'TIKTOK' })
  expect(content?.video).toMatchObject({ speechProvider: 'festival', isEmbeddedSpeech: true })
  expect(content?.video?.url).toMatch(/^http:\/\/.*\/files\/contents\/.*\/video\.mp4\?expires=\d+&signature=/)
  expect(content?.video?.captionsUrl).toMatch(/captions\.srt\?expires=/)
  expect(content?.video?.captions.map(caption => caption.text).join(' ')).toBe(
    'Did rain fall on Mars? A rover found ripples in old mud. They formed 3.5 billion years ago. Follow for more.',
  )
  expect(content?.video?.validation.rules.filter(rule => !rule.passed).map(rule => rule.name)).toEqual([
    'duration',
  ])
  expect(content?.thumbnails.map(thumbnail => thumbnail.name)).toEqual(['youtube', 'portrait'])

  expect((await seenContent(service, generated.contentId, admin))?.video?.id).toBe(content?.video?.id)
  expect(await seenContent(service, generated.contentId, stranger)).toEqual({
    render: null,
    thumbnails: [],
    video: null,
  })
  const { data } = await service.graphql<{
    _entities: unknown[]
    render: unknown
    renders: { nodes: unknown[] }
  }>(
    `query ($id: ID!, $representations: [_Any!]!) {
      render(id: $id) { id } renders(first: 10) { nodes { id } } _entities(representations: $representations) { __typename }
    }`,
    {
      id: content?.render?.id,
      representations: [
        { __typename: 'Render', id: content?.render?.id },
        { __typename: 'Video', id: content?.video?.id },
      ],
    },
    stranger,
  )
  expect(data).toEqual({ render: null, renders: { nodes: [] }, _entities: [null, null] })
})

test(
  'another look is rendered on request, without speaking again, and replaces no file',
  async () => {
    const { contentId } = generated
    const before = await seenContent(service, contentId, owner)
    const { data } = await rerender({ contentId, captionStyle: 'MINIMAL' })
    expect(data.rerenderContent).toMatchObject({ render: { status: 'QUEUED' }, userErrors: [] })
    const second = await rerender({ contentId })
    expect(second.data.rerenderContent).toMatchObject({ render: null, userErrors: [{ code: 'CONFLICT' }] })

    await eventually(() => heardOf(system, 'video.rendered', contentId)[1], 'the second video', patienceMs)
    const after = await seenContent(service, contentId, owner)
    expect(after?.render).toMatchObject({ id: data.rerenderContent?.render?.id, captionStyle: 'MINIMAL' })
    expect(after?.video?.id).not.toBe(before?.video?.id)
    expect(after?.video?.url.split('?')[0]).not.toBe(before?.video?.url.split('?')[0])
    expect(heardOf(system, 'video.rendered', contentId)).toHaveLength(2)
    expect(heardOf(system, 'cost.recorded', contentId)).toHaveLength(1)
  },
  patienceMs,
)

test('only editors may render, and only what is theirs', async () => {
  const { contentId } = generated
  expect(
    (await rerender({ contentId }, testViewer('VIEWER', owner.userId))).errors?.[0]?.extensions?.code,
  ).toMatch(/FORBIDDEN|UNAUTHORIZED/)
  expect((await rerender({ contentId }, stranger)).data.rerenderContent).toMatchObject({
    render: null,
    userErrors: [{ code: 'NOT_FOUND' }],
  })
  expect((await rerender({ contentId: 'no id' })).data.rerenderContent).toMatchObject({
    render: null,
    userErrors: [{ code: 'NOT_FOUND' }],
  })
  expect((await rerender({ contentId, voice: '") (quit' })).data.rerenderContent).toMatchObject({
    userErrors: [{ code: 'INVALID_INPUT' }],
  })
})

test(
  'a render can be cancelled while it is at work, once',
  async () => {
    const other = await sampleGenerated(system, owner.userId)
    await system.send('media', 'editor', 'media.generated', other)
    const renderId = await renderReaches(system, other.contentId, 'RUNNING')
    expect((await cancel(renderId, stranger)).data.cancelRender).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND' }],
    })
    expect((await cancel(renderId)).data.cancelRender).toMatchObject({
      render: { status: 'CANCELLED', error: 'The render was cancelled.' },
    })
    expect((await cancel(renderId)).data.cancelRender).toMatchObject({
      render: null,
      userErrors: [{ code: 'CONFLICT' }],
    })
    await eventually(
      () => heardOf(system, 'video.failed', other.contentId)[0],
      'the end of the run',
      patienceMs,
    )
    await eventually(async () => (await readdir(workFolder)).length === 0, 'an empty work folder', patienceMs)
    expect(heardOf(system, 'video.rendered', other.contentId)).toEqual([])
  },
  patienceMs,
)

test(
  'a render ends with its run, or is not begun, without a failure being told',
  async () => {
    const other = await sampleGenerated(system, owner.userId)
    const { contentId, runId, userId, title } = other
    const cancelled = { contentId, runId, userId, title, reason: 'Wrong trend.', cancelledBy: userId }
    await system.send('media', 'editor', 'media.generated', other)
    await system.hear('pipeline.stage_changed', data => data.runId === runId && data.stage === 'SPEECH')
    await system.send('director', 'editor', 'pipeline.cancelled', cancelled)
    await renderReaches(system, contentId, 'CANCELLED')
    await eventually(async () => (await readdir(workFolder)).length === 0, 'an empty work folder', patienceMs)
    const stages = heardOf(system, 'pipeline.stage_changed', contentId)
    expect(stages.at(-1)).toMatchObject({ status: 'FAILED', error: 'Cancelled: Wrong trend.' })

    const late = await sampleGenerated(system, owner.userId)
    const { contentId: lateContentId, runId: lateRunId } = late
    await system.send('director', 'editor', 'pipeline.cancelled', {
      ...cancelled,
      contentId: lateContentId,
      runId: lateRunId,
    })
    const { id } = await system.send('media', 'editor', 'media.generated', late)
    await eventually(
      async () =>
        (await system.query('SELECT 1 FROM editor_delivery.inbox WHERE event_id = $1', [id])).length > 0,
      'the late pictures handled',
    )
    expect(await system.query('SELECT 1 FROM editor.renders WHERE run_id = $1', [lateRunId])).toEqual([])
    for (const { contentId } of [other, late])
      for (const name of ['video.failed', 'video.rendered'] as const)
        expect(heardOf(system, name, contentId)).toEqual([])
  },
  patienceMs,
)

test(
  'a render that cannot be made fails with the reason, after which the run is told',
  async () => {
    const broken = await sampleGenerated(system, owner.userId)
    const segments = broken.script.segments.map(segment => ({ ...segment, text: '日本語。' }))
    await system.send('media', 'editor', 'media.generated', {
      ...broken,
      script: { ...broken.script, segments },
    })
    const failed = await eventually(
      () => heardOf(system, 'video.failed', broken.contentId)[0],
      'the failure',
      patienceMs,
    )
    expect(failed.error).toContain('nothing in the text can be spoken in English')
    expect(heardOf(system, 'pipeline.stage_changed', broken.contentId).at(-1)).toMatchObject({
      stage: 'SPEECH',
      status: 'FAILED',
    })
  },
  patienceMs,
)

test('old clients find renders, videos and captions by REST', async () => {
  const { contentId } = generated
  const status = await service.request(`/api/v1/editor/render/${contentId}/status`, owner)
  expect(status.status).toBe(200)
  const body = await status.json()
  expect(body).toMatchObject({
    contentId,
    status: 'COMPLETED',
    video: { durationSeconds: expect.any(Number) },
  })
  const captions = await service.request(`/api/v1/videos/${body.video.id}/captions?format=srt`, owner)
  expect(captions.headers.get('content-type')).toContain('application/x-subrip')
  expect(await captions.text()).toMatch(/^1\n00:00:00,\d{3} --> /)
  expect((await service.request(`/api/v1/render/${contentId}/status`, stranger)).status).toBe(404)
  expect(
    (await service.request('/api/v1/renders?status=completed', owner).then(response => response.json()))
      .items,
  ).toHaveLength(2)
  expect(
    (await service.request('/api/v1/render', testViewer('VIEWER'), { method: 'POST', body: '{}' })).status,
  ).toBe(403)
  const sample = await service.request('/api/v1/tts', owner, {
    method: 'POST',
    body: JSON.stringify({ text: 'Hello there.' }),
  })
  expect(sample.headers.get('content-type')).toBe('audio/wav')
  expect(Number(sample.headers.get('x-duration-seconds'))).toBeGreaterThan(0.4)
})

test('the voices are listed in the order in which they are tried', async () => {
  const { data } = await service.graphql('{ speechProviders { name isEmbedded isAvailable } }', {}, owner)
  expect(data.speechProviders).toEqual([
    { name: 'festival', isEmbedded: true, isAvailable: true },
    { name: 'espeak-ng', isEmbedded: true, isAvailable: true },
  ])
})
