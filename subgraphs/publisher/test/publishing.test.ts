import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
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

/** The folders of a content's posts in the sandbox. */
async function postsOf(contentId: string): Promise<string[]> {
  const rows = await system.query<{ id: string; account_id: string }>(
    'SELECT id, account_id FROM publisher.publications WHERE content_id = $1 ORDER BY created_at',
    [contentId],
  )
  return rows.map(row => `${system.environment.FILES_ROOT}/sandbox/${row.account_id}/${row.id}`)
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
    const [post] = await postsOf(data.contentId)
    expect(await readFile(`${post}/video.mp4`, 'utf8')).toBe('a video')
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
    // What a kill at that moment leaves: the post is there, the row still says PUBLISHING, the job comes again.
    await system.query(
      `UPDATE publisher.publications SET status = 'PUBLISHING', post_id = NULL, published_at = NULL, lease_until = now() WHERE id = $1`,
      [first.id],
    )
    await system.query(
      `INSERT INTO publisher_delivery.outbox (id, kind, name, payload) VALUES ($1, 'job', 'publish', $2)`,
      [randomUUID(), JSON.stringify({ publicationId: first.id })],
    )
    const settled = await untilStatus(data.contentId, owner, 'PUBLISHED')
    expect(settled).toMatchObject({ id: first.id, attempts: 2 })
    expect(await postsOf(data.contentId)).toHaveLength(1)
  })

  it('fails with the reason when its video is gone, and can be tried again', async () => {
    const data = await approvedContent(system)
    const owner = viewerOf(data.userId, 'EDITOR')
    const missing = { ...data.video, fileKey: 'contents/nowhere/video.mp4' }
    await system.send('director', 'publisher', 'content.approved', { ...data, video: missing })
    const failed = await system.hear('publication.failed', event => event.contentId === data.contentId)
    expect(failed.data).toMatchObject({ outcome: 'FAILED', platform: 'SANDBOX' })
    expect(failed.data.error).toContain('contents/nowhere/video.mp4')
    const { id } = await untilStatus(data.contentId, owner, 'FAILED')
    const retry = await publisher.request(`/api/v1/publications/${id}/retry`, owner, { method: 'POST' })
    expect(retry.status).toBe(202)
    await eventually(async () => (await publicationsOf(data.contentId, owner))[0]?.attempts === 2)
  })
})

describe('the pages of the sandbox', () => {
  /** What a browser gets that opens an address behind the gateway without signing in. */
  const open = async (address: string | null) => {
    const { pathname, search } = new URL(address ?? '')
    const page = await publisher.request(pathname.replace('/api/v1/publisher', '/api/v1') + search, null)
    return {
      status: page.status,
      policy: page.headers.get('content-security-policy') ?? '',
      html: await page.text(),
    }
  }
  const linksOf = (html: string) =>
    [...html.matchAll(/href="([^"]+)"/g)].map(match => (match[1] ?? '').replaceAll('&amp;', '&'))
  const title = 'Why <b>octopuses</b> have "three" hearts'

  it('show a post and its feed to whoever has their signed addresses, with everything escaped', async () => {
    const data = await approvedContent(system, { title, description: '<img src=x onerror=alert(1)>' })
    const owner = viewerOf(data.userId, 'EDITOR')
    await system.send('director', 'publisher', 'content.approved', data)
    const { postUrl } = await untilStatus(data.contentId, owner, 'PUBLISHED')

    const post = await open(postUrl)
    expect(post.status).toBe(200)
    expect(post.policy).toContain("default-src 'none'")
    expect(post.html).toContain('&lt;b&gt;octopuses&lt;/b&gt;')
    expect(post.html).not.toMatch(/<b>octopuses|<img src=x|<script/)

    const feed = await open(linksOf(post.html)[0] ?? '')
    expect(feed.status).toBe(200)
    expect(feed.html).toContain('&lt;b&gt;octopuses')
    expect((await open(linksOf(feed.html)[0] ?? '')).html).toBe(post.html)
    expect((await open(postUrl?.replace(/signature=.{4}/, 'signature=AAAA') ?? '')).status).toBe(404)
    expect((await open(postUrl?.replace('posts', 'feeds') ?? '')).status).toBe(404)
  })

  it('lie beside the video, so that they open from the disk', async () => {
    const data = await approvedContent(system)
    const owner = viewerOf(data.userId, 'EDITOR')
    await system.send('director', 'publisher', 'content.approved', data)
    await untilStatus(data.contentId, owner, 'PUBLISHED')
    const [post] = await postsOf(data.contentId)
    const page = await readFile(`${post}/index.html`, 'utf8')
    expect(page).toContain('src="video.mp4" poster="thumbnail.jpg"')
    expect(linksOf(page)).toEqual(['../index.html'])
    const feed = await readFile(`${post}/../index.html`, 'utf8')
    expect(linksOf(feed)).toEqual([`${post?.split('/').at(-1)}/index.html`])
    expect(JSON.parse(await readFile(`${post}/post.json`, 'utf8'))).toMatchObject({
      title: data.title,
      target: 'YOUTUBE_SHORTS',
    })
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

  it('are not there under ids that are none', async () => {
    const owner = testViewer('EDITOR')
    const { data, errors } = await publisher.graphql(
      `mutation { cancelPublication(input: { id: "x" }) { userErrors { code } }
        disconnectAccount(input: { id: "x" }) { userErrors { code } }
        publishContent(input: { contentId: "x" }) { userErrors { code } } }`,
      {},
      owner,
    )
    const notFound = { userErrors: [{ code: 'NOT_FOUND' }] }
    expect(errors).toBeUndefined()
    expect(data).toEqual({
      cancelPublication: notFound,
      disconnectAccount: notFound,
      publishContent: notFound,
    })
    const read = await publisher.graphql(
      '{ publication(id: "x") { id } publications(filter: { contentId: "x" }) { nodes { id } } }',
      {},
      owner,
    )
    expect(read).toEqual({ data: { publication: null, publications: { nodes: [] } } })
  })

  it('are taken back when their account is removed before their time', async () => {
    const data = await approvedContent(system, { publishAt: new Date(Date.now() + 3_600_000).toISOString() })
    const owner = viewerOf(data.userId, 'EDITOR')
    await system.send('director', 'publisher', 'content.approved', data)
    await untilStatus(data.contentId, owner, 'SCHEDULED')
    const { items } = await (await publisher.request('/api/v1/accounts', owner)).json()
    await publisher.request(`/api/v1/accounts/${items[0].id}`, owner, { method: 'DELETE' })
    expect(await untilStatus(data.contentId, owner, 'CANCELLED')).toMatchObject({ account: null })
  })

  it('of several accounts make one stage, completed with the first post', async () => {
    const data = await approvedContent(system)
    const owner = viewerOf(data.userId, 'EDITOR')
    for (const displayName of ['One', 'Two', 'Three'])
      await publisher.request('/api/v1/accounts', owner, {
        method: 'POST',
        body: JSON.stringify({ platform: 'SANDBOX', displayName }),
      })
    await system.send('director', 'publisher', 'content.approved', data)
    const published = () =>
      publicationsOf(data.contentId, owner).then(all => all.filter(({ status }) => status === 'PUBLISHED'))
    await eventually(async () => (await published()).length === 3)
    await publisher.drainOutbox()
    const stages = system.heard.filter(
      ({ type, subject }) => type === 'orion.pipeline.stage_changed' && subject === data.contentId,
    )
    expect(stages.filter(({ data }) => 'status' in data && data.status === 'COMPLETED')).toHaveLength(1)
    expect(stages.at(-1)?.data).toMatchObject({ stage: 'PUBLISH', status: 'COMPLETED' })
    const posts = await publisher.request(
      `/api/v1/publications?contentId=${data.contentId}&status=published`,
      owner,
    )
    expect((await posts.json()).items).toHaveLength(3)
  })

  it('that were cancelled can be asked for again, now or later', async () => {
    const data = await approvedContent(system, { publishAt: new Date(Date.now() + 3_600_000).toISOString() })
    const owner = viewerOf(data.userId, 'EDITOR')
    await system.send('director', 'publisher', 'content.approved', data)
    const { id } = await untilStatus(data.contentId, owner, 'SCHEDULED')
    await publisher.request(`/api/v1/publications/${id}/cancel`, owner, { method: 'POST' })
    const publishAgain = await publisher.request('/api/v1/publish', owner, {
      method: 'POST',
      body: JSON.stringify({ contentId: data.contentId }),
    })
    expect(publishAgain.status).toBe(202)
    expect((await untilStatus(data.contentId, owner, 'PUBLISHED')).id).toBe(id)
  })

  it('are asked for once, however fast one clicks', async () => {
    const data = await approvedContent(system, { publishAt: new Date(Date.now() + 3_600_000).toISOString() })
    const owner = viewerOf(data.userId, 'EDITOR')
    await system.send('director', 'publisher', 'content.approved', data)
    await untilStatus(data.contentId, owner, 'SCHEDULED')
    await publisher.request('/api/v1/accounts', owner, {
      method: 'POST',
      body: JSON.stringify({ platform: 'SANDBOX', displayName: 'Another' }),
    })
    const click = () =>
      publisher.request('/api/v1/publish', owner, {
        method: 'POST',
        body: JSON.stringify({ contentId: data.contentId }),
      })
    const answers = await Promise.all([click(), click(), click()])
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409])
    expect(await publicationsOf(data.contentId, owner)).toHaveLength(2)
  })

  it('are recorded for the audit log when people change them, with from where, and not when that is refused', async () => {
    const data = await approvedContent(system, { publishAt: new Date(Date.now() + 3_600_000).toISOString() })
    const owner = viewerOf(data.userId, 'EDITOR')
    await system.send('director', 'publisher', 'content.approved', data)
    const { id } = await untilStatus(data.contentId, owner, 'SCHEDULED')
    const call = async (method: string, path: string, body?: object) => {
      const headers = { 'x-forwarded-for': '203.0.113.9', 'user-agent': 'curl/8.1', 'x-request-id': 'asked' }
      const answer = await publisher.request(`/api/v1/${path}`, owner, {
        method,
        headers,
        body: body && JSON.stringify(body),
      })
      return answer.status === 204 ? null : answer.json()
    }
    const account = { platform: 'SANDBOX', displayName: 'a secret name' }
    const { id: accountId } = await call('POST', 'accounts', account)
    await call('POST', 'accounts', account)
    await call('POST', `publications/${id}/cancel`)
    await call('POST', `publications/${id}/cancel`)
    await call('POST', `publications/${id}/retry`)
    await untilStatus(data.contentId, owner, 'PUBLISHED')
    await call('POST', `publications/${id}/retry`)
    const { items } = await call('POST', 'publish', { contentId: data.contentId, accountIds: [accountId] })
    await call('POST', 'publish', { contentId: data.contentId, accountIds: [accountId] })
    await call('DELETE', `accounts/${accountId}`)
    await call('DELETE', `accounts/${accountId}`)

    const isLast = (act: { action: string; subjectId: string | null }) =>
      act.action === 'SOCIAL_ACCOUNT_DISCONNECTED' && act.subjectId === accountId
    await system.hear('audit.recorded', isLast)
    const acts = system.heard.filter(event => 'actorId' in event.data && event.data.actorId === owner.userId)
    const from = {
      ipAddress: '203.0.113.9',
      userAgent: 'curl/8.1',
      requestId: 'asked',
      sessionId: owner.sessionId,
      apiKeyId: null,
    }
    const platform = 'SANDBOX'
    const { contentId } = data
    const expected = [
      { action: 'SOCIAL_ACCOUNT_CONNECTED', subjectId: accountId, details: { platform } },
      {
        action: 'PUBLICATION_CANCELLED',
        subjectId: id,
        details: { contentId, platform, from: 'SCHEDULED' },
      },
      { action: 'PUBLICATION_RETRIED', subjectId: id, details: { contentId, platform, from: 'CANCELLED' } },
      {
        action: 'PUBLICATION_REQUESTED',
        subjectId: contentId,
        details: { publications: items.map((made: Publication) => made.id) },
      },
      {
        action: 'SOCIAL_ACCOUNT_DISCONNECTED',
        subjectId: accountId,
        details: { platform, ownerId: owner.userId, cancelledPublications: expect.any(Array) },
      },
    ]
    expect(acts.map(act => act.data)).toEqual(
      expected.map(act => ({ ...act, ...from, actorId: owner.userId, at: expect.any(String) })),
    )
  })
})
