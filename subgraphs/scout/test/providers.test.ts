import { parsePrivateHosts } from '@orion/common/web/address-policy'
import { describe, expect, test } from 'vitest'
import { createFeedSource } from '../src/sources/feed.ts'
import { createGoogleTrendsSource, parseTraffic } from '../src/sources/google-trends.ts'
import { createHackerNewsSource } from '../src/sources/hacker-news.ts'
import { createRedditSource } from '../src/sources/reddit.ts'
import { createXCorroborator, talkScore } from '../src/sources/x.ts'
import { answerWith, answerWithJson, serve } from './local-server.ts'
import { rss } from './sample-documents.ts'

const privateHosts = parsePrivateHosts('127.0.0.1')
const { signal } = new AbortController()

describe('Google Trends', () => {
  const document = `<rss xmlns:ht="https://trends.google.com/trending/rss" version="2.0"><channel><title>Daily Search Trends</title>
    <item><title>solar eclipse</title><ht:approx_traffic>500K+</ht:approx_traffic><link>https://trends.google.com/x</link>
    <pubDate>Mon, 8 Apr 2024 06:00:00 -0700</pubDate><ht:picture>https://img.example/e.jpg</ht:picture>
    <ht:news_item><ht:news_item_title>When the eclipse begins</ht:news_item_title><ht:news_item_snippet>It begins &amp;#39;at noon&amp;#39;.</ht:news_item_snippet>
    <ht:news_item_url>https://news.example/eclipse</ht:news_item_url><ht:news_item_source>News</ht:news_item_source></ht:news_item>
    <ht:news_item><ht:news_item_title>Glasses sold out</ht:news_item_title></ht:news_item></item>
    <item><title>quiet search</title></item></channel></rss>`

  test('gives searches with their traffic and the news they are about', async () => {
    const server = await serve(answerWith(document))
    const source = createGoogleTrendsSource({ baseUrl: server.url, region: 'gb', privateHosts })
    const { candidates } = await source.fetch({ limit: 10, signal })
    expect(source.name).toBe('google-trends:GB')
    expect(server.requests[0]?.url).toBe('/trending/rss?geo=GB')
    expect(candidates).toMatchObject([
      {
        topic: 'solar eclipse',
        traffic: 500_000,
        url: 'https://news.example/eclipse',
        imageUrl: 'https://img.example/e.jpg',
        text: "When the eclipse begins. It begins 'at noon'.\n\nGlasses sold out",
        rank: 1,
      },
      { topic: 'quiet search', traffic: undefined, url: null },
    ])
  })

  test.each([
    ['500K+', 500_000],
    ['1.5M+', 1_500_000],
    ['2,000+', 2000],
    ['200', 200],
    ['many', undefined],
    ['', undefined],
  ])('reads the traffic "%s" as %s', (written, searches) => {
    expect(parseTraffic(written)).toBe(searches)
  })
})

describe('Hacker News', () => {
  const stories: Record<string, unknown> = {
    1: {
      id: 1,
      type: 'story',
      title: 'A link',
      url: 'https://a.example/',
      by: 'ada',
      time: 1_700_000_000,
      score: 120,
      descendants: 45,
    },
    2: {
      id: 2,
      type: 'story',
      title: 'Ask HN: Why?',
      text: '<p>Because&#x27;s sake',
      score: 7,
      time: 1_700_000_100,
    },
    3: { id: 3, type: 'job', title: 'We hire' },
    4: { id: 4, type: 'story', title: 'gone', dead: true },
    5: null,
  }

  test('gives stories with upvotes and comments in the order of the front page', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/v0/topstories.json') return answerWithJson([2, 1, 3, 4, 5])(request, response)
      const id = /item\/(\d+)/.exec(request.url ?? '')?.[1] ?? ''
      answerWithJson(stories[id])(request, response)
    })
    const { candidates } = await createHackerNewsSource({ baseUrl: server.url, privateHosts }).fetch({
      limit: 5,
      signal,
    })
    expect(candidates).toMatchObject([
      {
        externalId: '2',
        topic: 'Ask HN: Why?',
        text: "Because's sake",
        url: 'https://news.ycombinator.com/item?id=2',
        rank: 1,
        engagement: { upvotes: 7, comments: 0 },
      },
      {
        externalId: '1',
        url: 'https://a.example/',
        author: 'ada',
        publishedAt: new Date(1_700_000_000_000),
        rank: 2,
        engagement: { upvotes: 120, comments: 45 },
      },
    ])
  })

  test('a story that cannot be read is left out with a warning, all of them are a failure', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/v0/topstories.json') return answerWithJson([1, 2])(request, response)
      if (request.url === '/v0/item/1.json') return answerWithJson(stories[1])(request, response)
      answerWith('oops', {}, 500)(request, response)
    })
    const source = createHackerNewsSource({ baseUrl: server.url, privateHosts })
    const { candidates, warning } = await source.fetch({ limit: 5, signal })
    expect(candidates).toHaveLength(1)
    expect(warning).toContain('1 of 2 stories')
    const broken = await serve((request, response) => {
      if (request.url === '/v0/topstories.json') answerWithJson([1, 2])(request, response)
      else answerWith('oops', {}, 500)(request, response)
    })
    const failing = createHackerNewsSource({ baseUrl: broken.url, privateHosts }).fetch({ limit: 5, signal })
    await expect(failing).rejects.toMatchObject({ code: 'HTTP_STATUS' })
  })
})

describe('Reddit', () => {
  const post = (name: string, more: object = {}) => ({
    kind: 't3',
    data: {
      name,
      title: `Post ${name}`,
      permalink: `/r/technology/comments/${name}/`,
      created_utc: 1_700_000_000,
      ups: 500,
      num_comments: 80,
      ...more,
    },
  })

  test('gives hot posts without pinned and adult ones', async () => {
    const children = [
      post('pinned', { stickied: true }),
      post('adult', { over_18: true }),
      post('t3_a', { url: 'https://a.example/x', author: 'bob', link_flair_text: 'AI', thumbnail: 'self' }),
      post('t3_b', { selftext_html: '<div class="md"><p>Hello &amp; welcome</p></div>' }),
    ]
    const server = await serve(answerWithJson({ kind: 'Listing', data: { children } }))
    const source = createRedditSource({
      subreddit: 'technology',
      baseUrl: server.url,
      token: 't',
      privateHosts,
    })
    const { candidates } = await source.fetch({ limit: 20, signal })
    expect(server.requests[0]?.url).toBe('/r/technology/hot.json?limit=22&raw_json=1')
    expect(server.requests[0]?.headers.authorization).toBe('Bearer t')
    expect(candidates).toMatchObject([
      {
        topic: 'Post t3_a',
        url: 'https://a.example/x',
        categories: ['AI'],
        imageUrl: null,
        rank: 1,
        engagement: { upvotes: 500, comments: 80 },
      },
      {
        topic: 'Post t3_b',
        text: 'Hello & welcome',
        url: 'https://www.reddit.com/r/technology/comments/t3_b/',
      },
    ])
  })
})

describe('X', () => {
  const hours = (counts: number[]) => ({
    data: counts.map(tweet_count => ({ start: 's', end: 'e', tweet_count })),
    meta: { total_tweet_count: counts.reduce((sum, count) => sum + count, 0) },
  })

  test('asks for the exact phrase of the best topics and scores the hourly counts', async () => {
    const server = await serve(answerWithJson(hours(Array(24).fill(100))))
    const x = createXCorroborator({ bearerToken: 'secret', baseUrl: server.url, maxTopics: 1, privateHosts })
    const scores = await x.corroborate(['A "new" phone (2024) OR:x', 'never asked'], signal)
    const asked = new URL(server.requests[0]?.url ?? '', server.url).searchParams
    expect(asked.get('query')).toBe('"A new phone 2024 OR x" -is:retweet lang:en')
    expect(server.requests[0]?.headers.authorization).toBe('Bearer secret')
    expect([...scores.keys()]).toEqual(['A "new" phone (2024) OR:x'])
    expect(server.requests).toHaveLength(1)
  })

  test('a topic that people talk about now scores above one of yesterday, few posts score nothing', () => {
    const now = talkScore([...Array(23).fill(10), 1000])
    const yesterday = talkScore([1000, ...Array(23).fill(10)])
    expect(now).toBeGreaterThan(yesterday + 30)
    expect(now).toBeLessThanOrEqual(100)
    expect(talkScore([...Array(23).fill(2), 3])).toBe(0)
  })

  test('what was learnt before the limit of calls still counts', async () => {
    const server = await serve((request, response) => {
      if (request.url?.includes('second'))
        answerWithJson({}, 429, { 'retry-after': '900' })(request, response)
      else answerWithJson(hours(Array(24).fill(100)))(request, response)
    })
    const x = createXCorroborator({ bearerToken: 't', baseUrl: server.url, privateHosts })
    expect([...(await x.corroborate(['first', 'second'], signal)).keys()]).toEqual(['first'])
    await expect(x.corroborate(['second'], signal)).rejects.toMatchObject({ code: 'RATE_LIMITED' })
  })

  test('an expired token is a failure that does not tell the token', async () => {
    const server = await serve(answerWithJson({ title: 'Unauthorized' }, 401))
    const x = createXCorroborator({ bearerToken: 'top-secret', baseUrl: server.url, privateHosts })
    const failure = await x.corroborate(['topic'], signal).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'HTTP_STATUS' })
    expect(String(failure)).not.toContain('top-secret')
  })
})

describe('any provider', () => {
  test.each([
    ['half an answer', '{"data": [{"start"', 'BAD_ANSWER'],
    ['a web page', '<html></html>', 'BAD_ANSWER'],
    ['another shape', '{"data": {"children": [{"data": {"name": 1}}]}}', 'BAD_ANSWER'],
  ])('that gives %s fails with what was wrong', async (_what, body, code) => {
    const server = await serve(answerWith(body))
    const source = createRedditSource({ subreddit: 'x', baseUrl: server.url, privateHosts })
    await expect(source.fetch({ limit: 5, signal })).rejects.toMatchObject({ code })
  })
})

test('a feed that has not changed gives what it gave before', async () => {
  const server = await serve((request, response) => {
    if (request.headers['if-none-match']) response.writeHead(304).end()
    else answerWith(rss(['One']), { etag: '"1"' })(request, response)
  })
  const source = createFeedSource({ address: server.url, privateHosts })
  const first = await source.fetch({ limit: 5, signal })
  expect(await source.fetch({ limit: 5, signal })).toEqual(first)
  expect(server.requests).toHaveLength(2)
})
