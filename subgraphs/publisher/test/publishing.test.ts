import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { viewerOf } from '@orion/common'
import {
  createTestSystem,
  eventually,
  type TestService,
  type TestSystem,
  testViewer,
} from '@orion/common/testing/test-system'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import publisherService from '../src/main.ts'
import { approvedContent } from './approved-content.ts'

let system: TestSystem
let publisher: TestService

beforeAll(async () => {
  system = await createTestSystem()
  publisher = await system.start(publisherService)
})
afterAll(() => system.stop())

interface Publication {
  id: string
  status: string
  text: string
  postUrl: string | null
  attempts: number
  account: { displayName: string } | null
}

const PUBLICATIONS = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Content {
  publications { id status text postUrl attempts account { displayName } }
} } }`

async function publicationsOf(
  contentId: string,
  viewer: ReturnType<typeof testViewer>,
): Promise<Publication[]> {
  const { data } = await publisher.graphql<{ _entities: { publications: Publication[] }[] }>(
    PUBLICATIONS,
    { r: [{ __typename: 'Content', id: contentId }] },
    viewer,
  )
  return data._entities[0]?.publications ?? []
}

const untilStatus = (contentId: string, viewer: ReturnType<typeof testViewer>, status: string) =>
  eventually(
    async () => (await publicationsOf(contentId, viewer)).find(publication => publication.status === status),
    status,
  )

describe('an approved content', () => {
  it('is posted to the sandbox that is made for an owner without accounts, and told', async () => {
    const data = await approvedContent(system)
    const owner = viewerOf(data.userId, 'EDITOR')
    await system.send('director', 'publisher', 'content.approved', data)
    const publication = await untilStatus(data.contentId, owner, 'PUBLISHED')
    expect(publication).toMatchObject({ attempts: 1, account: { displayName: 'Sandbox' } })
    expect(publication.text).toContain('#octopus #science')
    await system.hear('content.published', event => event.contentId === data.contentId)
    const kept = await readFile(
      `${system.environment.FILES_ROOT}/sandbox/${publication.id}/video.mp4`,
      'utf8',
    )
    expect(kept).toBe('a video')
  })

  it('is posted once, however often its approval comes', async () => {
    const data = await approvedContent(system)
    const owner = viewerOf(data.userId, 'EDITOR')
    const event = await system.send('director', 'publisher', 'content.approved', data)
    await system.send('director', 'publisher', 'content.approved', data, event)
    await system.send('director', 'publisher', 'content.approved', data)
    await untilStatus(data.contentId, owner, 'PUBLISHED')
    expect(await publicationsOf(data.contentId, owner)).toHaveLength(1)
    const again = await publisher.graphql<{ publishContent: { userErrors: { code: string }[] } }>(
      'mutation($i: PublishContentInput!) { publishContent(input: $i) { userErrors { code } } }',
      { i: { contentId: data.contentId } },
      owner,
    )
    expect(again.data.publishContent.userErrors).toMatchObject([{ code: 'CONFLICT' }])
  })

  it('waits for its time, and can be taken back until then', async () => {
    const publishAt = new Date(Date.now() + 3_600_000).toISOString()
    const data = await approvedContent(system, { publishAt })
    const owner = viewerOf(data.userId, 'EDITOR')
    await system.send('director', 'publisher', 'content.approved', data)
    const waiting = await untilStatus(data.contentId, owner, 'SCHEDULED')
    const cancel = () =>
      publisher.graphql<{
        cancelPublication: { publication: { status: string } | null; userErrors: { code: string }[] }
      }>(
        'mutation($i: PublicationInput!) { cancelPublication(input: $i) { publication { status } userErrors { code } } }',
        { i: { id: waiting.id } },
        owner,
      )
    expect((await cancel()).data.cancelPublication.publication?.status).toBe('CANCELLED')
    expect((await cancel()).data.cancelPublication.userErrors).toMatchObject([{ code: 'CONFLICT' }])
    const retry = await publisher.graphql(
      'mutation($i: PublicationInput!) { retryPublication(input: $i) { publication { status } userErrors { code } } }',
      { i: { id: waiting.id } },
      owner,
    )
    expect(retry.data).toMatchObject({ retryPublication: { publication: { status: 'QUEUED' } } })
    await untilStatus(data.contentId, owner, 'PUBLISHED')
  })

  it('is not posted twice when the process was killed between the post and its record', async () => {
    const data = await approvedContent(system)
    const owner = viewerOf(data.userId, 'EDITOR')
    await system.send('director', 'publisher', 'content.approved', data)
    const first = await untilStatus(data.contentId, owner, 'PUBLISHED')
    const posts = async () => (await readdir(`${system.environment.FILES_ROOT}/sandbox`)).length
    const before = await posts()
    // What a kill at that moment leaves: the post is there, the row still says PUBLISHING, the job comes again.
    await system.query(
      `UPDATE publisher.publications SET status = 'PUBLISHING', post_id = NULL, published_at = NULL WHERE id = $1`,
      [first.id],
    )
    await system.query(
      `INSERT INTO publisher_delivery.outbox (id, kind, name, payload) VALUES ($1, 'job', 'publish', $2)`,
      [randomUUID(), JSON.stringify({ publicationId: first.id })],
    )
    const settled = await untilStatus(data.contentId, owner, 'PUBLISHED')
    expect(settled).toMatchObject({ id: first.id, attempts: 2 })
    expect(await posts()).toBe(before)
  })

  it('fails with the reason when its video is gone, and can be tried again', async () => {
    const data = await approvedContent(system)
    const owner = viewerOf(data.userId, 'EDITOR')
    const missing = { ...data.video, fileKey: 'contents/nowhere/video.mp4' }
    await system.send('director', 'publisher', 'content.approved', { ...data, video: missing })
    const failed = await system.hear('publication.failed', event => event.contentId === data.contentId)
    expect(failed.data).toMatchObject({ outcome: 'FAILED', platform: 'SANDBOX' })
    expect((await untilStatus(data.contentId, owner, 'FAILED')).attempts).toBeGreaterThan(1)
  })
})

describe('the page of a sandbox post', () => {
  it('shows the post to whoever has its signed address, with everything escaped', async () => {
    const data = await approvedContent(system)
    const owner = viewerOf(data.userId, 'EDITOR')
    await system.send('director', 'publisher', 'content.approved', data)
    const { postUrl } = await untilStatus(data.contentId, owner, 'PUBLISHED')
    const address = new URL(postUrl ?? '')
    const path = address.pathname.replace('/api/v1/publisher', '/api/v1') + address.search
    const page = await publisher.request(path, null)
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const html = await page.text()
    expect(html).toContain('&lt;b&gt;octopuses&lt;/b&gt;')
    expect(html).not.toContain('<b>octopuses')
    expect((await publisher.request(path.replace(/signature=.{4}/, 'signature=AAAA'), null)).status).toBe(404)
  })
})

describe('accounts and publications', () => {
  it("of others are not seen, and others' content is not published", async () => {
    const data = await approvedContent(system)
    const owner = viewerOf(data.userId, 'EDITOR')
    await system.send('director', 'publisher', 'content.approved', data)
    const { id } = await untilStatus(data.contentId, owner, 'PUBLISHED')
    const stranger = testViewer('EDITOR')
    expect(await publicationsOf(data.contentId, stranger)).toEqual([])
    const seen = await publisher.graphql(
      'query($id: ID!) { publication(id: $id) { id } publications { nodes { id } } socialAccounts { nodes { id } } }',
      { id },
      stranger,
    )
    expect(seen.data).toEqual({
      publication: null,
      publications: { nodes: [] },
      socialAccounts: { nodes: [] },
    })
    const refused = await publisher.graphql(
      'mutation($i: PublishContentInput!) { publishContent(input: $i) { userErrors { code } } }',
      { i: { contentId: data.contentId } },
      stranger,
    )
    expect(refused.data).toMatchObject({ publishContent: { userErrors: [{ code: 'NOT_FOUND' }] } })
    expect(await publicationsOf(data.contentId, testViewer('ADMIN'))).toHaveLength(1)
  })

  it('are kept by their owner: added once, removed, brought back', async () => {
    const owner = testViewer('EDITOR')
    const connect = () =>
      publisher.graphql<{
        connectAccount: { account: { id: string; isActive: boolean } | null; userErrors: { code: string }[] }
      }>(
        'mutation { connectAccount(input: { platform: SANDBOX, displayName: "Second" }) { account { id isActive } userErrors { code } } }',
        {},
        owner,
      )
    const id = (await connect()).data.connectAccount.account?.id
    expect((await connect()).data.connectAccount.userErrors).toMatchObject([{ code: 'CONFLICT' }])
    const removed = await publisher.request(`/api/v1/accounts/${id}`, owner, { method: 'DELETE' })
    expect(removed.status).toBe(204)
    expect((await connect()).data.connectAccount.account).toEqual({ id, isActive: true })
    expect(
      (await publisher.request('/api/v1/accounts', testViewer('VIEWER'), { method: 'POST', body: '{}' }))
        .status,
    ).toBe(403)
  })
})
