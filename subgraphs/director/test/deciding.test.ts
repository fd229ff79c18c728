import {
  createTestSystem,
  eventually,
  type TestService,
  type TestSystem,
  testViewer,
} from '@orion/common/testing/test-system'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import service from '../src/main.ts'
import {
  atGate,
  type Decided,
  decide,
  detectTrend,
  generate,
  mutate,
  passScript,
  renderedVideo,
  see,
  until,
} from './director-system.ts'

let system: TestSystem
let director: TestService
let trendId: string
const editor = testViewer('EDITOR')
const admin = testViewer('ADMIN')

beforeAll(async () => {
  system = await createTestSystem()
  director = await system.start(service)
  trendId = await detectTrend(system)
})
afterAll(async () => {
  await system?.stop()
})

const started = 'content { id status } run { id status } userErrors { code message field }'
const start = (name: string, input: string) =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { ${started} } }`

async function videoInReview() {
  const { contentId, runId } = await generate(director, editor, { trendId, gates: passScript })
  await system.hear('content.created', data => data.contentId === contentId)
  await system.send('editor', 'director', 'video.rendered', renderedVideo(contentId, runId, editor.userId))
  const { gateId } = await atGate(director, editor, contentId, 'VIDEO')
  return { contentId, runId, gateId }
}

test('what is approved is the video that was rendered last', async () => {
  const { contentId, runId, gateId } = await videoInReview()
  const again = renderedVideo(contentId, runId, editor.userId)
  await system.send('editor', 'director', 'video.rendered', again)
  await eventually(async () => {
    const [row] = await system.query<{ id: string }>(
      `SELECT video->>'videoId' AS id FROM director.contents WHERE id = $1`,
      [contentId],
    )
    return row?.id === again.video.videoId
  }, 'the second video')
  await decide(director, editor, { gateId, decision: 'APPROVE' })
  const approved = await system.hear('content.approved', data => data.contentId === contentId)
  expect(approved.data.video.videoId).toBe(again.video.videoId)
})

test('of two who decide one gate at once, one wins and the other is told', async () => {
  const { contentId } = await generate(director, editor, { trendId })
  const { gateId } = await atGate(director, editor, contentId, 'STRATEGIST')
  const decisions = await Promise.all([
    decide(director, editor, { gateId, decision: 'APPROVE' }),
    decide(director, admin, { gateId, decision: 'REJECT', feedback: 'Not this one.' }),
    decide(director, admin, { gateId, decision: 'APPROVE' }),
  ])
  expect(decisions.filter(({ gate }) => gate !== null)).toHaveLength(1)
  const losers = decisions.filter(({ gate }) => gate === null)
  expect(losers.map(({ userErrors }) => userErrors[0]?.code)).toEqual(['CONFLICT', 'CONFLICT'])
  expect(losers[0]?.userErrors[0]?.message).toMatch(/was (APPROVED|REJECTED) at .+; a gate is decided once/)
  const moves = await system.query(
    `SELECT * FROM director.transitions WHERE subject = 'GATE' AND subject_id = $1 AND "from" = 'OPEN'`,
    [gateId],
  )
  expect(moves).toHaveLength(1)
})

test('each decision of a person is recorded once for the audit log, without what they wrote', async () => {
  const { contentId, gateId } = await videoInReview()
  const decisions = ['REJECT', 'APPROVE', 'REJECT'].map(decision =>
    decide(director, admin, { gateId, decision, feedback: 'the password is 1234' }),
  )
  await Promise.all(decisions)
  const [gate] = await system.query<{ status: string }>('SELECT status FROM director.gates WHERE id = $1', [
    gateId,
  ])
  await director.drainOutbox()
  const told = await system.query<{ data: unknown }>(
    `SELECT payload->'data' AS data FROM director_delivery.outbox WHERE name = 'audit.recorded'
     AND payload->'data'->'details'->>'contentId' = $1`,
    [contentId],
  )
  expect(told.map(({ data }) => data)).toEqual([
    {
      action: 'GATE_DECIDED',
      actorId: admin.userId,
      subjectId: gateId,
      details: {
        contentId,
        ownerId: editor.userId,
        stage: 'VIDEO',
        decision: gate?.status === 'APPROVED' ? 'APPROVE' : 'REJECT',
      },
      ipAddress: null,
      userAgent: expect.anything(),
      requestId: expect.any(String),
      sessionId: expect.any(String),
      apiKeyId: null,
      at: expect.any(String),
    },
  ])
})

test('two who approve and cancel at once leave one outcome, not a mixture', async () => {
  const { contentId, runId, gateId } = await videoInReview()
  const cancel = `mutation ($input: CancelRunInput!) { cancelRun(input: $input) { run { status } userErrors { code } } }`
  const [approved, cancelled] = await Promise.all([
    decide(director, editor, { gateId, decision: 'APPROVE' }),
    mutate<{ cancelRun: { run: unknown; userErrors: unknown[] } }>(director, admin, cancel, {
      input: { runId },
    }),
  ])
  const content = await see(director, editor, contentId)
  const outcome = `${content?.status} ${content?.currentRun.status}`
  expect(['APPROVED RUNNING', 'REJECTED CANCELLED']).toContain(outcome)
  expect((approved.gate ? 1 : 0) + (cancelled.cancelRun.run ? 1 : 0)).toBe(1)
})

describe('a rejection', () => {
  test('ends the run and tells why', async () => {
    const { contentId } = await generate(director, editor, { trendId })
    const { gateId } = await atGate(director, editor, contentId, 'STRATEGIST')
    expect((await decide(director, editor, { gateId, decision: 'REJECT' })).userErrors).toMatchObject([
      { code: 'INVALID_INPUT' },
    ])
    await decide(director, editor, { gateId, decision: 'REJECT', feedback: 'Too dull.' })
    const content = await see(director, editor, contentId)
    expect(content).toMatchObject({
      status: 'REJECTED',
      currentRun: { status: 'FAILED', error: 'Rejected at the gate STRATEGIST: Too dull.' },
    })
    const told = await system.hear('content.rejected', data => data.contentId === contentId)
    expect(told.data).toMatchObject({
      stage: 'STRATEGIST',
      feedback: 'Too dull.',
      regenerate: false,
      rejectedBy: editor.userId,
    })
  })

  test('makes it again with the feedback, three times at most', async () => {
    const { contentId } = await generate(director, editor, { trendId })
    const hooks = new Set<string | undefined>()
    for (let time = 0; time <= 3; time++) {
      const { content, gateId } = await atGate(director, editor, contentId, 'STRATEGIST')
      expect(content).toMatchObject({ regenerations: time, currentRun: { attempt: time + 1 } })
      hooks.add(content.script?.hook)
      const input = { gateId, decision: 'REJECT', feedback: 'Use a different hook.', regenerate: true }
      const { gate, userErrors } = await decide(director, editor, input)
      if (time < 3) {
        expect(gate?.status).toBe('REJECTED')
        await until(director, editor, contentId, view => view.currentRun.attempt === time + 2)
      } else expect(userErrors).toMatchObject([{ code: 'LIMIT_REACHED' }])
    }
    expect(hooks.size).toBeGreaterThan(1)
    expect((await see(director, editor, contentId))?.openGate?.stage).toBe('STRATEGIST')
  })

  test('at the last gate can be followed by another try later', async () => {
    const { contentId } = await videoInReview()
    const reject = `mutation ($input: RejectContentInput!) { rejectContent(input: $input) { gate { id status } content { status } userErrors { code message } } }`
    const { rejectContent } = await mutate<{ rejectContent: Decided }>(director, editor, reject, {
      input: { contentId, reason: 'Shorter please.' },
    })
    expect(rejectContent).toMatchObject({ gate: { status: 'REJECTED' }, content: { status: 'REJECTED' } })
    const again = await mutate<{ regenerateContent: { run: { status: string } } }>(
      director,
      editor,
      start('regenerateContent', 'RegenerateContentInput'),
      {
        input: { contentId, feedback: 'Shorter please.' },
      },
    )
    expect(again.regenerateContent.run.status).toBe('PENDING')
    const twice = await mutate<{ regenerateContent: { userErrors: unknown[] } }>(
      director,
      editor,
      start('regenerateContent', 'RegenerateContentInput'),
      { input: { contentId, feedback: 'Again.' } },
    )
    expect(twice.regenerateContent.userErrors).toMatchObject([
      { code: 'CONFLICT', message: expect.stringContaining('only rejected ones can be made again') },
    ])
    await system.hear('content.created', data => data.contentId === contentId)
    const made = await until(director, editor, contentId, ({ currentRun }) => currentRun.attempt === 2)
    expect(made.regenerations).toBe(1)
  })
})

test('approveContent decides the last gate only', async () => {
  const approve = `mutation ($input: ApproveContentInput!) { approveContent(input: $input) { gate { id status } content { status } userErrors { code message } } }`
  const { contentId } = await generate(director, editor, { trendId })
  await atGate(director, editor, contentId, 'STRATEGIST')
  const early = await mutate<{ approveContent: Decided }>(director, editor, approve, { input: { contentId } })
  expect(early.approveContent.userErrors).toMatchObject([{ code: 'CONFLICT' }])
  const finished = await videoInReview()
  const late = await mutate<{ approveContent: Decided }>(director, editor, approve, {
    input: { contentId: finished.contentId },
  })
  expect(late.approveContent).toMatchObject({ content: { status: 'APPROVED' }, gate: { status: 'APPROVED' } })
})

describe('a failure further on', () => {
  test('fails content and run, and a retry keeps the script and hands over again under a new run', async () => {
    const { contentId, runId } = await generate(director, editor, { trendId, gates: passScript })
    const first = await system.hear('content.created', data => data.contentId === contentId)
    await system.send('media', 'director', 'media.failed', {
      contentId,
      runId,
      userId: editor.userId,
      title: 'x',
      error: 'no pencil',
    })
    const failed = await until(director, editor, contentId, ({ status }) => status === 'FAILED')
    expect(failed).toMatchObject({ error: 'no pencil', currentRun: { status: 'FAILED', error: 'no pencil' } })

    await system.send('editor', 'director', 'video.rendered', renderedVideo(contentId, runId, editor.userId))
    await system.send('editor', 'director', 'video.failed', {
      contentId,
      runId,
      userId: editor.userId,
      title: 'x',
      renderId: crypto.randomUUID(),
      error: 'late',
    })
    const { retryContent } = await mutate<{ retryContent: { run: { id: string } } }>(
      director,
      editor,
      start('retryContent', 'RetryContentInput'),
      { input: { contentId } },
    )
    const second = await system.hear('content.created', data => data.runId === retryContent.run.id)
    expect(second.data.script).toEqual(first.data.script)
    const content = await until(
      director,
      editor,
      contentId,
      ({ currentRun }) => currentRun.status === 'RUNNING',
    )
    expect(content).toMatchObject({
      status: 'GENERATING',
      error: null,
      currentRun: { attempt: 2, stages: [] },
    })
  })

  test('only failed contents can be retried', async () => {
    const { contentId } = await generate(director, editor, { trendId })
    const { retryContent } = await mutate<{ retryContent: { userErrors: { code: string }[] } }>(
      director,
      editor,
      start('retryContent', 'RetryContentInput'),
      { input: { contentId } },
    )
    expect(retryContent.userErrors).toMatchObject([{ code: 'CONFLICT' }])
  })
})

describe('a cancelled run', () => {
  const cancel = `mutation ($input: CancelRunInput!) { cancelRun(input: $input) { run { status error } userErrors { code message } } }`

  test('ends, closes its gate, and its content can be started again', async () => {
    const { contentId, runId } = await generate(director, editor, { trendId })
    const { gateId } = await atGate(director, editor, contentId, 'STRATEGIST')
    const { cancelRun } = await mutate<{ cancelRun: unknown }>(director, editor, cancel, {
      input: { runId, reason: 'Wrong trend.' },
    })
    expect(cancelRun).toMatchObject({ run: { status: 'CANCELLED', error: 'Wrong trend.' }, userErrors: [] })
    expect(await see(director, editor, contentId)).toMatchObject({
      status: 'FAILED',
      openGate: null,
      error: 'Cancelled: Wrong trend.',
    })
    const told = await system.hear('pipeline.cancelled', data => data.runId === runId)
    expect(told.data).toMatchObject({ contentId, reason: 'Wrong trend.', cancelledBy: editor.userId })
    expect((await decide(director, editor, { gateId, decision: 'APPROVE' })).userErrors).toMatchObject([
      { code: 'CONFLICT' },
    ])
    const again = await mutate<{ cancelRun: { userErrors: unknown[] } }>(director, editor, cancel, {
      input: { runId },
    })
    expect(again.cancelRun.userErrors).toMatchObject([{ code: 'CONFLICT' }])

    await mutate(director, editor, start('retryContent', 'RetryContentInput'), { input: { contentId } })
    const { content } = await atGate(director, editor, contentId, 'CREATOR')
    expect(content.currentRun.attempt).toBe(2)
    await mutate(director, editor, cancel, { input: { runId: content.currentRun.id, reason: ' ' } })
    expect(await see(director, editor, contentId)).toMatchObject({ error: 'Cancelled.' })
  })
})
