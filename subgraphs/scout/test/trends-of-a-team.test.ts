import { testViewer } from '@orion/common/testing/test-system'
import { beforeAll, describe, expect, test } from 'vitest'
import { answerWith } from './local-server.ts'
import { rss } from './sample-documents.ts'
import { editor, scoutAtWork, viewer } from './scout-at-work.ts'

const scout = scoutAtWork(['/feed'])
const TOPICS = [
  'Volcano in the news',
  'Chess title changes hands',
  'Tulips bloom early this year',
  'A bridge of glass opens',
  'Comet seen by shepherds',
  'Old violin fetches a fortune',
  'Glacier in the news again, 100 years on',
]

interface Node {
  id: string
  topic: string
  score: number
  status: string
}
interface Page {
  trends: {
    nodes: Node[]
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null }
  }
}

async function list(variables: object): Promise<Page['trends']> {
  const { data, errors } = await scout.service.graphql<Page>(
    `query($first: Int, $after: String, $filter: TrendFilter, $orderBy: TrendOrder) {
      trends(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
        nodes { id topic score status } pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
    { ...variables },
    viewer,
  )
  if (errors) throw new Error(errors[0]?.message)
  return data.trends
}

let trends: Node[]
beforeAll(async () => {
  scout.answer(answerWith(rss(TOPICS)))
  await scout.scan()
  trends = (await list({ first: 100 })).nodes
})

const setStatus = (id: string, status: string, who = editor, reason?: string) =>
  scout.service.graphql<{
    setTrendStatus: { trend: Node | null; userErrors: { code: string; message: string }[] }
  }>(
    `mutation($input: SetTrendStatusInput!) { setTrendStatus(input: $input) { trend { id topic score status } userErrors { code message } } }`,
    { input: { id, status, reason } },
    who,
  )

describe('lists', () => {
  test('go page by page through everything, each thing once, best first', async () => {
    const seen: Node[] = []
    let after: string | null = null
    do {
      const page: Page['trends'] = await list({ first: 3, after })
      expect(page.pageInfo.hasPreviousPage).toBe(after !== null)
      seen.push(...page.nodes)
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
    } while (after)
    expect(seen).toEqual(trends)
    expect(seen.map(({ topic }) => topic)).toEqual(TOPICS)
    const scores = seen.map(({ score }) => score)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
  })

  test('newest first pages as well, though all are of one moment', async () => {
    const first = await list({ first: 4, orderBy: 'DETECTED_AT' })
    const rest = await list({ first: 4, orderBy: 'DETECTED_AT', after: first.pageInfo.endCursor })
    expect(new Set([...first.nodes, ...rest.nodes].map(({ id }) => id)).size).toBe(TOPICS.length)
  })

  test.each([
    [{ search: 'vOLc' }, 1],
    [{ search: '100 years' }, 1],
    [{ search: '100_years' }, 0],
    [{ search: '%' }, 0],
    [{ search: 'Vol\u0000cano' }, 1],
    [{ niche: 'general' }, 7],
    [{ niche: 'tech' }, 0],
    [{ source: 'nobody' }, 0],
    [{ status: ['USED', 'EXPIRED'] }, 0],
    [{ status: ['ACTIVE'], search: 'in the news' }, 2],
    [{ since: '2100-01-01T00:00:00Z' }, 0],
    [{ since: '2020-01-01T00:00:00Z' }, 7],
  ])('filter %o gives %i', async (filter, count) => {
    expect((await list({ filter })).nodes).toHaveLength(count)
  })

  test('refuse pages out of bounds and cursors that are none', async () => {
    await expect(list({ first: 101 })).rejects.toThrow('1 to 100')
    await expect(list({ after: 'zzz' })).rejects.toThrow('not a cursor')
  })

  test('scans are listed newest first, with what each brought', async () => {
    const { data } = await scout.service.graphql<{
      scans: { nodes: { trends: Node[]; sources: unknown[] }[] }
    }>(`{ scans(first: 5) { nodes { id trends { id topic score status } sources { source } } } }`, {}, viewer)
    expect(data.scans.nodes).toHaveLength(1)
    expect(data.scans.nodes[0]?.trends).toEqual(trends)
    expect(data.scans.nodes[0]?.sources).toHaveLength(1)
  })
})

describe('status', () => {
  test('is changed by hand as far as the table allows, and each change is written down', async () => {
    const [trend] = trends
    if (!trend) throw new Error('no trends')
    const discarded = await setStatus(trend.id, 'DISCARDED', editor, 'not for us')
    expect(discarded.data.setTrendStatus).toMatchObject({ trend: { status: 'DISCARDED' }, userErrors: [] })
    const refused = await setStatus(trend.id, 'USED')
    expect(refused.data.setTrendStatus).toMatchObject({
      trend: null,
      userErrors: [{ code: 'INVALID_STATE', message: expect.stringContaining('it can become ACTIVE') }],
    })
    await scout.system.query(`UPDATE scout.trends SET expires_at = now() - interval '1 day' WHERE id = $1`, [
      trend.id,
    ])
    expect((await setStatus(trend.id, 'ACTIVE')).data.setTrendStatus).toMatchObject({
      trend: { status: 'ACTIVE' },
    })
    const changes = await scout.system.query(
      `SELECT "from"::text, "to"::text, actor, reason FROM scout.trend_changes WHERE trend_id = $1 ORDER BY at`,
      [trend.id],
    )
    expect(changes).toEqual([
      { from: 'ACTIVE', to: 'DISCARDED', actor: editor.userId, reason: 'not for us' },
      { from: 'DISCARDED', to: 'ACTIVE', actor: editor.userId, reason: null },
    ])
    const [row] = await scout.system.query(
      `SELECT expires_at > now() + interval '6 days' AS lives FROM scout.trends WHERE id = $1`,
      [trend.id],
    )
    expect(row).toEqual({ lives: true })
  })

  test('changed by two people at once, one wins and the other is told', async () => {
    const trend = trends[1]
    if (!trend) throw new Error('no trends')
    const answers = await Promise.all([setStatus(trend.id, 'DISCARDED'), setStatus(trend.id, 'USED')])
    const payloads = answers.map(({ data }) => data.setTrendStatus)
    expect(payloads.filter(({ trend: moved }) => moved)).toHaveLength(1)
    const [refusal] = payloads.flatMap(({ userErrors }) => userErrors)
    expect(['CONFLICT', 'INVALID_STATE']).toContain(refusal?.code)
    const changes = await scout.system.query('SELECT 1 FROM scout.trend_changes WHERE trend_id = $1', [
      trend.id,
    ])
    expect(changes).toHaveLength(1)
  })

  test.each(['6a4f3f5e-0000-4000-8000-000000000000', 'no-id'])(
    'of nothing (%s) cannot be changed',
    async id => {
      expect((await setStatus(id, 'USED')).data.setTrendStatus).toMatchObject({
        trend: null,
        userErrors: [{ code: 'NOT_FOUND' }],
      })
    },
  )
})

describe('who may do what', () => {
  test('a viewer reads, and can neither scan nor change a status', async () => {
    const scan = await scout.service.graphql(`mutation { startScan(input: {}) { scan { id } } }`, {}, viewer)
    expect(scan.errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
    const status = await setStatus(trends[2]?.id ?? '', 'DISCARDED', viewer)
    expect(status.errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
    expect((await list({ filter: { search: trends[2]?.topic } })).nodes[0]?.status).toBe('ACTIVE')
  })

  test('nobody reads nothing, also not as an entity', async () => {
    for (const query of [
      '{ trends { nodes { id } } }',
      '{ trendSources { name } }',
      `{ _entities(representations: [{__typename: "Trend", id: "${trends[0]?.id}"}]) { ... on Trend { topic } } }`,
    ]) {
      const { data, errors } = await scout.service.graphql(query, {}, null)
      expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED')
      expect(JSON.stringify(data ?? null)).not.toContain('news')
    }
  })

  test('a call without the token of the gateway is refused', async () => {
    const response = await fetch(`${scout.service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ trends { nodes { id } } }' }),
    })
    expect(response.status).toBe(401)
  })
})

test('entities are answered in their order, null for what does not exist', async () => {
  const ids = [trends[3]?.id, '6a4f3f5e-0000-4000-8000-000000000000', 'no-id', trends[0]?.id]
  const { data } = await scout.service.graphql(
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on Trend { topic } } }`,
    { of: ids.map(id => ({ __typename: 'Trend', id })) },
    viewer,
  )
  expect(data).toEqual({ _entities: [{ topic: trends[3]?.topic }, null, null, { topic: trends[0]?.topic }] })
})

test('sources and niches are told', async () => {
  const { data } = await scout.service.graphql(
    '{ trendSources { name kind isSample } niches { name minScore keywords excludedKeywords } }',
    {},
    viewer,
  )
  expect(data).toMatchObject({
    trendSources: [{ name: `${scout.web.host}/feed`, kind: 'FEED', isSample: false }],
    niches: [{ name: 'general', minScore: 0 }, { name: 'tech', minScore: 15 }, {}, { minScore: 20 }, {}],
  })
})

describe('REST', () => {
  const get = async (path: string, who: typeof viewer | null = viewer) => {
    const response = await scout.service.request(`/api/v1${path}`, who)
    return { status: response.status, body: await response.json() }
  }
  const send = async (method: string, path: string, body: unknown, who = editor) => {
    const response = await scout.service.request(`/api/v1${path}`, who, {
      method,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })
    return { status: response.status, body: await response.json() }
  }

  test('lists, pages and filters trends', async () => {
    const { body } = await get('/trends?first=2&orderBy=detected_at&period=7d')
    expect(body.items).toHaveLength(2)
    const next = await get(`/trends?first=2&orderBy=detected_at&after=${body.pageInfo.endCursor}`)
    expect(next.body.items[0].id).not.toBe(body.items[0].id)
    expect((await get('/trends?status=expired,used&search=volcano')).body.items).toHaveLength(0)
    expect(await get('/trends?status=lost')).toMatchObject({
      status: 400,
      body: { error: { code: 'INVALID_INPUT' } },
    })
    expect(await get('/trends', null)).toMatchObject({
      status: 401,
      body: { error: { code: 'UNAUTHENTICATED' } },
    })
  })

  test('gives one trend, the configuration, and scans', async () => {
    expect((await get(`/trends/${trends[4]?.id}`)).body).toMatchObject({ topic: trends[4]?.topic })
    expect(await get('/trends/nothing')).toMatchObject({
      status: 404,
      body: { error: { code: 'NOT_FOUND' } },
    })
    expect((await get('/trends/config')).body).toMatchObject({
      activeNiche: 'general',
      availableNiches: { length: 5 },
    })
    const { body } = await get('/scans')
    expect((await get(`/scans/${body.items[0].id}`)).body).toMatchObject({
      status: 'COMPLETED',
      sources: [{ status: 'OK' }],
    })
  })

  test('starts scans and changes statuses, for those who may', async () => {
    expect(await send('POST', '/trends/scan', { limit: 5 })).toMatchObject({
      status: 202,
      body: { status: 'QUEUED', limit: 5 },
    })
    expect(await send('POST', '/trends/scan', { niche: 'x' })).toMatchObject({ status: 400 })
    expect(await send('POST', '/trends/scan', {}, testViewer('VIEWER'))).toMatchObject({ status: 403 })
    const path = `/trends/${trends[5]?.id}/status`
    expect(await send('PATCH', path, { status: 'used' })).toMatchObject({
      status: 200,
      body: { status: 'USED' },
    })
    expect(await send('PATCH', path, { status: 'expired' })).toMatchObject({
      status: 409,
      body: { error: { code: 'INVALID_STATE' } },
    })
    expect(await send('PATCH', path, { status: 'gone' })).toMatchObject({ status: 400 })
  })
})
