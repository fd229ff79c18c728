import { once } from 'node:events'
import { parsePrivateHosts } from '@orion/common/web/address-policy'
import { expect, test } from 'vitest'
import { runScan, type SourceReport } from '../src/scan/run-scan.ts'
import { createFeedSource } from '../src/sources/feed.ts'
import type { TrendSource } from '../src/sources/trend-source.ts'
import { findNiche } from '../src/trends/niche.ts'
import { answerWith, serve } from './local-server.ts'
import { rss } from './sample-documents.ts'

const general = findNiche('general')
if (!general) throw new Error('there must be a general niche')
const base = { niche: general, limit: 20, signal: new AbortController().signal }

test('every kind of bad feed is reported on its own, and the good one is read', async () => {
  const secret = await serve(answerWith('secret'))
  const server = await serve(async (request, response) => {
    if (request.url === '/good') response.end(rss(['First good story', 'Another fine tale']))
    if (request.url === '/page') response.end('<!doctype html><html><body>Welcome</body></html>')
    if (request.url === '/empty-feed') response.end(rss([]))
    if (request.url === '/truncated') response.end(rss(['Whole report here', 'Cut']).split('Cut')[0])
    if (request.url === '/huge') {
      response.write('<rss><channel><title>x</title>')
      const closed = once(response, 'close')
      for (let sent = 0; sent < 50 && !response.destroyed; sent++) {
        const flushed = new Promise(resolve => response.write(' '.repeat(1024 * 1024), resolve))
        await Promise.race([flushed, closed])
      }
      response.end()
    }
    if (request.url === '/redirect') response.writeHead(302, { location: secret.url }).end()
    if (request.url === '/entities') {
      response.end(rss(['Quiet &x; words'], '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'))
    }
    if (request.url === '/broken') response.writeHead(500).end()
    // `/slow` is never answered.
  })
  const privateHosts = parsePrivateHosts(server.host)
  const feed = (name: string, address = `${server.url}/${name}`) =>
    createFeedSource({ name, address, privateHosts, timeoutMs: name === 'slow' ? 300 : 10_000 })
  const sources = [
    ...['good', 'page', 'empty-feed', 'truncated', 'huge', 'redirect', 'entities', 'broken', 'slow'].map(
      name => feed(name),
    ),
    feed('file', 'file:///etc/passwd'),
    feed('folder', '/tmp'),
  ]
  const told: SourceReport[] = []
  const outcome = await runScan({ ...base, sources, onReport: report => void told.push(report) })

  const summary = Object.fromEntries(
    outcome.reports.map(({ source, status, itemsFound, error }) => [
      source,
      [status, itemsFound, error?.code],
    ]),
  )
  expect(summary).toEqual({
    good: ['OK', 2, undefined],
    page: ['FAILED', 0, 'NOT_A_FEED'],
    'empty-feed': ['EMPTY', 0, undefined],
    truncated: ['OK', 1, 'INCOMPLETE'],
    huge: ['FAILED', 0, 'TOO_LARGE'],
    redirect: ['FAILED', 0, 'PRIVATE_ADDRESS'],
    entities: ['OK', 1, undefined],
    broken: ['FAILED', 0, 'HTTP_STATUS'],
    slow: ['FAILED', 0, 'TIMEOUT'],
    file: ['FAILED', 0, 'INVALID_ADDRESS'],
    folder: ['FAILED', 0, 'FILE_REFUSED'],
  })
  expect(told).toHaveLength(sources.length)
  expect(secret.requests).toHaveLength(0)
  expect(outcome.itemsFound).toBe(4)
  expect(outcome.topics.map(({ candidate }) => candidate.topic).sort()).toEqual([
    'Another fine tale',
    'First good story',
    'Quiet &x; words',
    'Whole report here',
  ])
})

test('a source that throws anything, or never ends, is reported as well', async () => {
  const source = (name: string, fetch: TrendSource['fetch']): TrendSource => ({ name, kind: 'FEED', fetch })
  const { reports } = await runScan({
    ...base,
    sourceTimeoutMs: 50,
    sources: [
      source('thrower', () => Promise.reject(new TypeError('x is undefined'))),
      source('sleeper', () => new Promise(() => {})),
    ],
  })
  expect(reports).toMatchObject([
    { source: 'thrower', status: 'FAILED', error: { code: 'UNEXPECTED', message: 'x is undefined' } },
    { source: 'sleeper', status: 'FAILED', error: { code: 'TIMEOUT' } },
  ])
})

test('a cancelled scan ends with the reason', async () => {
  const cancel = new AbortController()
  const server = await serve(() => cancel.abort(new Error('the service stops')))
  const sources = [createFeedSource({ address: server.url, privateHosts: parsePrivateHosts(server.host) })]
  await expect(runScan({ ...base, sources, signal: cancel.signal })).rejects.toThrow('the service stops')
})

test('corroborators are asked about the best topics, raise them, and may fail like any source', async () => {
  const server = await serve(answerWith(rss(['First story', 'Second tale'])))
  const sources = [
    createFeedSource({ name: 'news', address: server.url, privateHosts: parsePrivateHosts(server.host) }),
  ]
  const plain = await runScan({ ...base, sources })
  const outcome = await runScan({
    ...base,
    sources,
    corroborators: [
      { name: 'talk', corroborate: async () => new Map([['Second tale', 100]]) },
      { name: 'silent', corroborate: () => Promise.reject(new Error('no token')) },
    ],
  })
  expect(outcome.topics[0]?.candidate.topic).toBe('Second tale')
  expect(outcome.topics[0]?.score).toBeCloseTo((plain.topics[1]?.score ?? 0) + 15, 0)
  expect(outcome.reports.map(({ source, status }) => [source, status])).toEqual([
    ['news', 'OK'],
    ['talk', 'OK'],
    ['silent', 'FAILED'],
  ])
})
