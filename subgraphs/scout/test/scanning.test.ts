import { eventually } from '@orion/common/testing/test-system'
import { beforeEach, describe, expect, test } from 'vitest'
import { answerWith } from './local-server.ts'
import { rss } from './sample-documents.ts'
import { editor, scoutAtWork, viewer } from './scout-at-work.ts'

const scout = scoutAtWork(['/one', '/two'])

beforeEach(async () => {
  await scout.system.query('TRUNCATE scout.trends, scout.scans CASCADE')
  scout.system.heard.length = 0
})

/** Answers each path with the feed given for it. */
function feeds(documents: Record<string, string>) {
  scout.answer((request, response) => answerWith(documents[request.url ?? ''] ?? rss([]))(request, response))
}

test('a scan is given at once, tells how it goes, and ends with new trends, best first', async () => {
  let release = () => {}
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  scout.answer(async (request, response) => {
    if (request.url === '/two') await held
    response.end(
      rss(
        request.url === '/one'
          ? ['Volcano erupts in Iceland', 'Chess title changes hands']
          : ['Volcano erupts in Iceland'],
      ),
    )
  })
  const queued = await scout.startScan({ limit: 30 })
  expect(queued).toMatchObject({ status: 'QUEUED', niche: 'general', limit: 30, sources: [], trends: [] })
  const halfway = await eventually(async () => {
    const state = await scout.scanState(queued.id)
    return state.sources.length === 1 && state.itemsFound > 0 && state
  })
  expect(halfway).toMatchObject({ status: 'RUNNING', itemsFound: 2, trendsSaved: 0 })
  release()
  const ended = await eventually(async () => {
    const state = await scout.scanState(queued.id)
    return state.status === 'COMPLETED' && state
  })
  expect(ended).toMatchObject({
    itemsFound: 3,
    trendsSaved: 2,
    sources: [
      { status: 'OK', itemsFound: 2 },
      { status: 'OK', itemsFound: 1 },
    ],
    trends: [
      { topic: 'Volcano erupts in Iceland', status: 'ACTIVE' },
      { topic: 'Chess title changes hands' },
    ],
  })
  expect(ended.trends[0]?.sources).toHaveLength(2)
  expect(ended.trends[0]?.score).toBeGreaterThan(ended.trends[1]?.score ?? 100)
})

test('each new trend is told to the others once, with all they need', async () => {
  feeds({ '/one': rss(['Volcano erupts in Iceland']) })
  const { id, trends } = await scout.scan()
  const event = await scout.system.hear('trend.detected', ({ scanId }) => scanId === id)
  expect(event).toMatchObject({
    subject: trends[0]?.id,
    audience: { userIds: [], roles: ['VIEWER', 'EDITOR', 'ADMIN'] },
  })
  expect(event.data).toMatchObject({
    trendId: trends[0]?.id,
    topic: 'Volcano erupts in Iceland',
    summary: 'All that is known about Volcano erupts in Iceland.',
    text: 'All that is known about Volcano erupts in Iceland.',
    url: 'https://news.example/0-volcano-erupts-in-iceland',
    publication: 'The News',
    author: null,
    categories: [],
    niche: 'general',
    isSample: false,
    score: trends[0]?.score,
  })
})

describe('what is known already is not new', () => {
  test('the same items, read again', async () => {
    feeds({ '/one': rss(['Volcano erupts in Iceland', 'Chess title changes hands']) })
    expect(await scout.scan()).toMatchObject({ trendsSaved: 2 })
    expect(await scout.scan()).toMatchObject({ itemsFound: 2, trendsSaved: 0, trends: [] })
    const detected = await eventually(async () => {
      const heard = scout.system.heard.filter(({ type }) => type === 'orion.trend.detected')
      return heard.length >= 2 && heard
    })
    expect(detected).toHaveLength(2)
  })

  test('the same headline in other case from another source adds the source', async () => {
    feeds({ '/one': rss(['Volcano erupts in Iceland']) })
    const first = await scout.scan()
    feeds({ '/two': rss(['VOLCANO erupts in Iceland!']).replaceAll('news.example', 'other.example') })
    expect(await scout.scan()).toMatchObject({ trendsSaved: 0 })
    const [trend] = await scout.system.query<{ sources: string[]; id: string }>(
      'SELECT id, sources FROM scout.trends',
    )
    expect(trend?.id).toBe(first.trends[0]?.id)
    expect(trend?.sources).toHaveLength(2)
  })

  test('the same headline a day later is new, the same item is not', async () => {
    feeds({ '/one': rss(['Volcano erupts in Iceland', 'Chess title changes hands']) })
    await scout.scan()
    await scout.system.query(`UPDATE scout.trends SET detected_at = detected_at - interval '25 hours'`)
    feeds({
      '/one': rss(['Volcano erupts in Iceland']),
      '/two': rss(['Chess title changes hands']).replaceAll('news.example', 'other.example'),
    })
    const { trends } = await scout.scan()
    expect(trends.map(({ topic }) => topic)).toEqual(['Chess title changes hands'])
  })
})

test('two scans that read the same at the same time keep each thing once', async () => {
  let reading = 0
  let release = () => {}
  const both = new Promise<void>(resolve => {
    release = resolve
  })
  scout.answer(async (request, response) => {
    if (request.url === '/one') {
      reading++
      if (reading === 2) release()
      await both
    }
    response.end(
      rss(request.url === '/one' ? ['Volcano erupts in Iceland', 'Chess title changes hands'] : []),
    )
  })
  const [a, b] = await Promise.all([scout.scan({ limit: 10 }), scout.scan({ limit: 11 })])
  expect(a.id).not.toBe(b.id)
  expect([a.trendsSaved, b.trendsSaved].sort()).toEqual([0, 2])
  expect(await scout.system.query('SELECT id FROM scout.trends')).toHaveLength(2)
})

test('who asks for the scan that is under way gets that one', async () => {
  let release = () => {}
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  scout.answer(async (_request, response) => {
    await held
    response.end(rss([]))
  })
  const [a, b] = await Promise.all([scout.startScan(), scout.startScan()])
  expect(b.id).toBe(a.id)
  const other = await scout.startScan({ niche: 'tech' })
  expect(other.id).not.toBe(a.id)
  release()
  for (const { id } of [a, other])
    await eventually(async () => (await scout.scanState(id)).status === 'COMPLETED')
})

test('a scan for a niche keeps what belongs to it, with the keywords that say so', async () => {
  feeds({ '/one': rss(['Open source AI startup raises money', 'He said nothing of the rain']) })
  const { trends, niche } = await scout.scan({ niche: 'Tech' })
  expect(niche).toBe('tech')
  expect(trends).toHaveLength(1)
  const { data } = await scout.service.graphql(
    `query($id: ID!) { trend(id: $id) { niche keywords } }`,
    { id: trends[0]?.id },
    viewer,
  )
  expect(data).toEqual({ trend: { niche: 'tech', keywords: ['AI', 'startup', 'open source'] } })
})

test('bad feeds are reported by source, end to end, and the good one is kept', async () => {
  scout.answer((request, response) => {
    if (request.url === '/one') response.writeHead(302, { location: 'http://169.254.169.254/feed' }).end()
    else response.end(rss(['Volcano erupts in Iceland']))
  })
  const { status, sources, trendsSaved } = await scout.scan()
  expect({ status, trendsSaved }).toEqual({ status: 'COMPLETED', trendsSaved: 1 })
  expect(sources).toMatchObject([
    {
      status: 'FAILED',
      errorCode: 'PRIVATE_ADDRESS',
      errorMessage: expect.stringContaining('SCOUT_ALLOW_PRIVATE_HOSTS'),
    },
    { status: 'OK', errorCode: null },
  ])
})

test('items with characters that no database holds, impossible dates and endless ids are kept all the same', async () => {
  const nasty = (title: string, id: string, date: string) =>
    `<item><title>${title}</title><guid>${id}</guid><pubDate>${date}</pubDate><description>a\u0000b &#0; &#xD800; c</description></item>`
  feeds({
    '/one': `<rss><channel><title>N</title>
      ${nasty('Zero \u0000 byte', 'x'.repeat(9000), 'Mon, 01 Jan 12024 00:00:00 GMT')}
      ${nasty('Half a pair \ud83d of two', 'same', '-000900-01-01T00:00:00Z')}
      ${nasty('One id for all', 'same', 'nonsense')}</channel></rss>`,
  })
  expect(await scout.scan()).toMatchObject({ status: 'COMPLETED', error: null, trendsSaved: 3 })
  expect(await scout.scan()).toMatchObject({ status: 'COMPLETED', trendsSaved: 0 })
})

test('what the user can mend comes back as user errors', async () => {
  const start = (input: object) =>
    scout.service.graphql(
      `mutation($input: StartScanInput!) { startScan(input: $input) { scan { id } userErrors { field message code } } }`,
      { input },
      editor,
    )
  expect((await start({ niche: 'technology' })).data).toEqual({
    startScan: {
      scan: null,
      userErrors: [
        {
          field: ['niche'],
          message: 'There is no niche "technology". Known are: general, tech, gaming, finance, health.',
          code: 'INVALID_INPUT',
        },
      ],
    },
  })
  expect((await start({ limit: 101 })).data).toMatchObject({
    startScan: { userErrors: [{ field: ['limit'] }] },
  })
})
