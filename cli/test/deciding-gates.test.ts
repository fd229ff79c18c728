import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createOrion, type Orion } from './orion.ts'
import type { Content } from './server/agency.ts'
import { type OrionServer, startOrionServer } from './server/orion-server.ts'
import { users } from './server/sessions.ts'

let server: OrionServer
let orion: Orion
let content: Content

const editorId = users.find(({ username }) => username === 'editor')?.id ?? ''

beforeAll(async () => {
  server = await startOrionServer()
  orion = await createOrion(server)
  await orion.signIn()
})
beforeEach(() => {
  const { agency } = server
  content = agency.workTo(
    agency.addContent(editorId, agency.addTrend('A chip that learns from light')),
    'STRATEGIST',
  )
})
afterAll(async () => {
  await orion.remove()
  await server.stop()
})

it('approves whichever gate the content waits at, and says which', async () => {
  const first = await orion.run(['content', 'approve', content.id])
  expect(first).toMatchObject({ code: 0 })
  expect(first.stdout).toBe('Approved the strategist gate (the script) of “A chip that learns from light”.\n')
  const second = await orion.run(['content', 'approve', content.id, '--format', 'json'])
  expect(JSON.parse(second.stdout)).toMatchObject({
    gate: 'CREATOR',
    decision: 'APPROVE',
    id: content.id,
    status: 'GENERATING',
  })
  const third = await orion.run(['content', 'approve', content.id, '--format', 'plain'])
  expect(third.stdout).toContain('gate\tANALYST\n')
})

it('goes from gate to gate with --wait, to the publication', async () => {
  const waits = async () => orion.run(['content', 'approve', content.id, '--wait', '--format', 'json'])
  expect(JSON.parse((await waits()).stdout)).toMatchObject({
    gate: 'STRATEGIST',
    outcome: 'review',
    openGate: { stage: 'CREATOR' },
  })
  expect(JSON.parse((await waits()).stdout)).toMatchObject({
    gate: 'CREATOR',
    openGate: { stage: 'ANALYST' },
  })
  expect(JSON.parse((await waits()).stdout)).toMatchObject({
    gate: 'ANALYST',
    openGate: { stage: 'VIDEO' },
    status: 'REVIEW',
  })
  const last = await waits()
  expect(last.code).toBe(0)
  expect(JSON.parse(last.stdout)).toMatchObject({
    gate: 'VIDEO',
    outcome: 'published',
    status: 'PUBLISHED',
  })
  expect(last.stderr).toContain('is published')
})

it('decides only the gate it is told to', async () => {
  const result = await orion.run(['content', 'approve', content.id, '--gate', 'video'])
  expect(result).toMatchObject({ code: 6, stdout: '' })
  expect(result.stderr).toContain(
    'waits at the strategist gate (the script), not at the video gate (the video)',
  )
  expect(server.agency.openGate(content)?.stage).toBe('STRATEGIST')
})

it('publishes later when it is told to, at the last gate alone', async () => {
  const early = await orion.run(['content', 'approve', content.id, '--publish-at', '2030-01-01T18:00Z'])
  expect(early.code).toBe(6)
  expect(early.stderr).toContain('cannot be published from there')
  content.gates.length = 0
  server.agency.workTo(content, 'VIDEO')
  const result = await orion.run(['content', 'approve', content.id, '--publish-at', '2030-01-01T18:00Z'])
  expect(result.code).toBe(0)
  expect(result.stdout).toContain('It will be published at 20')
  expect(content.publications.map(({ scheduledAt }) => scheduledAt)).toEqual(['2030-01-01T18:00:00.000Z'])
})

it('says why there is nothing to decide, and what to do', async () => {
  content.gates.length = 0
  server.agency.startStage(content, 'IMAGES')
  const atWork = await orion.run(['content', 'approve', content.id])
  expect(atWork.code).toBe(6)
  expect(atWork.stderr).toContain('it is still at the stage images (GENERATING)')
  expect(atWork.stderr).toContain('orion pipeline watch')
  content.status = 'PUBLISHED'
  const published = await orion.run(['content', 'reject', content.id, '--reason', 'Too late'])
  expect(published.code).toBe(6)
  expect(published.stderr).toContain('it is published already')
})

it('loses to whoever decides first', async () => {
  const results = await Promise.all(
    ['approve', 'approve', 'approve'].map(decision =>
      orion.run(['content', decision, content.id, '--gate', 'strategist']),
    ),
  )
  expect(results.map(({ code }) => code).sort()).toEqual([0, 6, 6])
})

it('rejects with a reason, and says at which gate', async () => {
  const result = await orion.run(['content', 'reject', content.id, '--reason', 'The facts are wrong'])
  expect(result).toMatchObject({ code: 0 })
  expect(result.stdout).toBe(
    'Rejected “A chip that learns from light” at the strategist gate (the script).\n',
  )
  expect(content.gates[0]).toMatchObject({ status: 'REJECTED', feedback: 'The facts are wrong' })
  const again = await orion.run(['content', 'regenerate', content.id, '--feedback', 'Check them', '--wait'])
  expect(again.code).toBe(0)
  expect(again.stderr).toContain('waits for you at the strategist gate')
})

it('has a rejected content made again at once, three times at most', async () => {
  const result = await orion.run([
    'content',
    'reject',
    content.id,
    '--feedback',
    'Shorter',
    '--regenerate',
    '--wait',
    '--format',
    'json',
  ])
  expect(result.code).toBe(0)
  expect(JSON.parse(result.stdout)).toMatchObject({
    decision: 'REJECT',
    outcome: 'review',
    currentRun: { attempt: 2 },
  })
  content.regenerations = 3
  const once = await orion.run(['content', 'regenerate', content.id, '--feedback', 'More'])
  expect(once.code).toBe(6)
  expect(once.stderr).toContain('three times')
})

it('starts a failed content again, and cancels a run', async () => {
  const early = await orion.run(['content', 'retry', content.id])
  expect(early.code).toBe(6)
  server.agency.fail(content, 'IMAGES', 'The drawing board is broken.')
  const retried = await orion.run(['content', 'retry', content.id, '--wait'])
  expect(retried.code).toBe(0)
  const cancelled = await orion.run([
    'content',
    'cancel',
    content.id,
    '--reason',
    'Enough',
    '--format',
    'json',
  ])
  expect(JSON.parse(cancelled.stdout)).toMatchObject({ contentId: content.id, run: { status: 'CANCELLED' } })
})
