import { randomUUID } from 'node:crypto'
import {
  createTestSystem,
  eventually,
  type TestService,
  type TestSystem,
  testViewer,
} from '@orion/common/testing/test-system'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { approvedContent } from './approved-content.ts'
import { publisherWith, startUnreliablePlatform } from './unreliable-platform.ts'

let system: TestSystem
let publisher: TestService
let platform: Awaited<ReturnType<typeof startUnreliablePlatform>>
const admin = testViewer('ADMIN')

beforeAll(async () => {
  platform = await startUnreliablePlatform()
  system = await createTestSystem()
  publisher = await system.start(publisherWith(platform.platform), { PUBLISHER_SETTLE_AFTER_MS: '10' })
})
afterAll(async () => {
  await system.stop()
  platform.close()
})
beforeEach(() => Object.assign(platform.mood, { post: 'take', isDeaf: false }))

async function approve(): Promise<string> {
  const data = await approvedContent(system)
  await system.send('director', 'publisher', 'content.approved', data)
  return data.contentId
}

const rowOf = async (contentId: string) => {
  const [row] = await system.query<{ id: string; status: string; attempts: number; error: string | null }>(
    'SELECT id, status::text, attempts, error FROM publisher.publications WHERE content_id = $1',
    [contentId],
  )
  return row
}
const until = (contentId: string, status: string) =>
  eventually(async () => {
    const row = await rowOf(contentId)
    return row?.status === status && row
  }, status)
const movesOf = async (id: string) => {
  const rows = await system.query<{ to: string }>(
    'SELECT "to"::text FROM publisher.publication_transitions WHERE publication_id = $1 ORDER BY at, id',
    [id],
  )
  return rows.map(({ to }) => to)
}
const postsWith = (id: string) => platform.posts.filter(key => key === id)
const failuresOf = (contentId: string) =>
  system.heard.filter(({ type, subject }) => type === 'orion.publication.failed' && subject === contentId)

describe('a post whose answer got lost', () => {
  it('is published when the platform has it, and never sent again', async () => {
    platform.mood.post = 'take-and-hang-up'
    const contentId = await approve()

    const { id, attempts } = await until(contentId, 'PUBLISHED')

    expect(postsWith(id)).toHaveLength(1)
    expect(attempts).toBe(1)
    expect(await movesOf(id)).toEqual(['QUEUED', 'PUBLISHING', 'UNKNOWN', 'PUBLISHED'])
    await system.hear('content.published', data => data.contentId === contentId)
    expect(failuresOf(contentId).map(({ data }) => data)).toMatchObject([{ outcome: 'UNKNOWN' }])
  })

  it('fails when the platform does not have it, and can then be tried again', async () => {
    platform.mood.post = 'lose'
    const contentId = await approve()

    const { id, error } = await until(contentId, 'FAILED')

    expect(error).toContain('does not have the post')
    await eventually(() => failuresOf(contentId).length === 2)
    platform.mood.post = 'take'
    await publisher.request(`/api/v1/publications/${id}/retry`, admin, { method: 'POST' })
    await until(contentId, 'PUBLISHED')
    expect(postsWith(id)).toHaveLength(1)
  })

  it('stays unknown while the platform cannot tell, and is settled as soon as it can', async () => {
    Object.assign(platform.mood, { post: 'take-and-hang-up', isDeaf: true })
    const contentId = await approve()
    const { id } = await until(contentId, 'UNKNOWN')
    const calls = platform.calls()

    platform.mood.isDeaf = false
    await publisher.request(`/api/v1/publications/${id}/retry`, admin, { method: 'POST' })

    await until(contentId, 'PUBLISHED')
    expect(platform.calls()).toBe(calls)
  })
})

describe('a post that the platform refuses', () => {
  it('fails at once with its reason', async () => {
    platform.mood.post = 'refuse'
    const contentId = await approve()

    const { attempts, error } = await until(contentId, 'FAILED')

    expect([attempts, error]).toEqual([1, 'It was refused: too loud'])
    const stages = await eventually(() => {
      const told = system.heard.filter(
        ({ type, subject }) => type === 'orion.pipeline.stage_changed' && subject === contentId,
      )
      return told.length === 2 && told.map(({ data }) => data)
    })
    expect(stages).toMatchObject([{ status: 'RUNNING' }, { status: 'FAILED' }])
  })
})

describe('a post that somebody else is at', () => {
  it('is left to them while they are alive, and taken over when they are not', async () => {
    const contentId = await approve()
    const { id } = await until(contentId, 'PUBLISHED')
    platform.posts.splice(0)
    const calls = platform.calls()
    await system.query(
      `UPDATE publisher.publications SET status = 'PUBLISHING', post_id = NULL, lease_until = now() + interval '2 seconds' WHERE id = $1`,
      [id],
    )
    const leaseEnd = Date.now() + 1900

    await system.query(
      `INSERT INTO publisher_delivery.outbox (id, kind, name, payload) VALUES ($1, 'job', 'publish', $2)`,
      [randomUUID(), JSON.stringify({ publicationId: id })],
    )

    await until(contentId, 'PUBLISHED')
    expect(Date.now()).toBeGreaterThan(leaseEnd)
    expect(platform.calls()).toBe(calls + 1)
    expect(postsWith(id)).toHaveLength(1)
  })
})
