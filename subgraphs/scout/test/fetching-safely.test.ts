import { once } from 'node:events'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { parsePrivateHosts } from '@orion/common/web/address-policy'
import { guardedFetch } from '@orion/common/web/guarded-fetch'
import { describe, expect, test } from 'vitest'
import { fetchFeed } from '../src/sources/fetch-feed.ts'
import { answerWith, serve } from './local-server.ts'
import { rss } from './sample-documents.ts'

const local = { privateHosts: parsePrivateHosts('127.0.0.1') }
const MEGABYTE = 1024 * 1024

describe('addresses that are not public', () => {
  test.each([
    'http://127.0.0.1:9/',
    'http://127.1:9/',
    'http://2130706433:9/',
    'http://0x7f000001:9/',
    'http://017700000001:9/',
    'http://localhost:9/',
    'http://[::1]:9/',
    'http://[::ffff:127.0.0.1]:9/',
    'http://0.0.0.0:9/',
    'http://10.0.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'https://127.0.0.1:9/',
  ])('%s is refused before anything is sent', async address => {
    await expect(guardedFetch(address)).rejects.toMatchObject({ code: 'PRIVATE_ADDRESS' })
  })

  test('a host that the operator listed is read', async () => {
    const server = await serve(answerWith('here'))
    const response = await guardedFetch(server.url, {
      privateHosts: parsePrivateHosts(`a.example, ${server.host}`),
    })
    expect(response.body.toString()).toBe('here')
  })

  test('listing one port of a host leaves its other ports refused', async () => {
    const server = await serve(answerWith('secret'))
    const fetching = guardedFetch(server.url, { privateHosts: parsePrivateHosts('127.0.0.1:1') })
    await expect(fetching).rejects.toMatchObject({ code: 'PRIVATE_ADDRESS' })
    expect(server.requests).toHaveLength(0)
  })

  test.each([
    'file:///etc/passwd',
    'ftp://news.example/feed',
    'data:text/xml,<rss/>',
    'javascript:1',
    'feed',
  ])('%s is refused for its scheme', async address => {
    await expect(guardedFetch(address)).rejects.toMatchObject({ code: 'INVALID_ADDRESS' })
  })
})

describe('redirects', () => {
  test('are followed to the document, which knows where it came from', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/old') response.writeHead(301, { location: '/new' }).end()
      else response.end(rss(['A']))
    })
    const feed = await fetchFeed(`${server.url}/old`, local)
    expect(feed).toMatchObject({ unchanged: false, url: `${server.url}/new` })
  })

  test('are refused when they lead to a private address', async () => {
    const secret = await serve(answerWith('secret'))
    const server = await serve(answerWith('', { location: secret.url }, 302))
    const fetching = guardedFetch(server.url, { privateHosts: parsePrivateHosts(server.host) })
    await expect(fetching).rejects.toMatchObject({ code: 'PRIVATE_ADDRESS' })
    expect(secret.requests).toHaveLength(0)
  })

  test('are refused when they lead out of the web', async () => {
    const server = await serve(answerWith('', { location: 'file:///etc/passwd' }, 302))
    await expect(guardedFetch(server.url, local)).rejects.toMatchObject({ code: 'INVALID_ADDRESS' })
  })

  test('end after five', async () => {
    const server = await serve((request, response) => {
      response.writeHead(302, { location: `${request.url}x` }).end()
    })
    await expect(guardedFetch(server.url, local)).rejects.toMatchObject({ code: 'TOO_MANY_REDIRECTS' })
    expect(server.requests).toHaveLength(6)
  })

  test('to another host do not carry credentials along', async () => {
    const other = await serve(answerWith('ok'))
    const server = await serve(answerWith('', { location: other.url }, 307))
    await guardedFetch(server.url, { ...local, headers: { authorization: 'Bearer secret' } })
    expect(other.requests[0]?.headers.authorization).toBeUndefined()
  })
})

describe('size', () => {
  test('a body that declares more than the limit is not read', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': String(50 * MEGABYTE) }).write('x')
    })
    await expect(guardedFetch(server.url, local)).rejects.toMatchObject({ code: 'TOO_LARGE' })
  })

  test('a body of 50 MB that declares nothing is cut off at 10 MB', async () => {
    let sent = 0
    const server = await serve(async (_request, response) => {
      const piece = Buffer.alloc(256 * 1024, 'x')
      const closed = once(response, 'close')
      while (sent < 50 * MEGABYTE && !response.destroyed) {
        sent += piece.length
        if (!response.write(piece))
          await Promise.race([new Promise(resolve => response.once('drain', resolve)), closed])
      }
      response.end()
    })
    await expect(guardedFetch(server.url, local)).rejects.toMatchObject({ code: 'TOO_LARGE' })
    expect(sent).toBeLessThan(30 * MEGABYTE)
  })

  test.each([
    ['gzip', gzipSync(Buffer.alloc(60 * MEGABYTE))],
    ['br', brotliCompressSync(Buffer.alloc(60 * MEGABYTE))],
    ['gzip, gzip', gzipSync(gzipSync(Buffer.alloc(60 * MEGABYTE)))],
  ])('a %s bomb is cut off at 10 MB of its contents', async (encoding, bomb) => {
    expect(bomb.length).toBeLessThan(MEGABYTE)
    const server = await serve(answerWith(bomb, { 'content-encoding': encoding }))
    await expect(guardedFetch(server.url, local)).rejects.toMatchObject({ code: 'TOO_LARGE' })
  })

  test('more than two layers of compression are refused', async () => {
    const server = await serve(answerWith('x', { 'content-encoding': 'gzip, gzip, gzip' }))
    await expect(guardedFetch(server.url, local)).rejects.toMatchObject({ code: 'BAD_ANSWER' })
  })

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('an honest %s body is unpacked', async (encoding, compress) => {
    const text = rss(['A'])
    const server = await serve(answerWith(compress(Buffer.from(text)), { 'content-encoding': encoding }))
    expect(await fetchFeed(server.url, local)).toMatchObject({ text, complete: true })
  })
})

describe('time', () => {
  test('a server that never answers is given up', async () => {
    const server = await serve(() => {})
    await expect(guardedFetch(server.url, { ...local, timeoutMs: 150 })).rejects.toMatchObject({
      code: 'TIMEOUT',
      message: expect.stringContaining('150 ms'),
    })
  })

  test('a server that sends a byte now and then is given up as well', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(timer))
    })
    await expect(guardedFetch(server.url, { ...local, timeoutMs: 200 })).rejects.toMatchObject({
      code: 'TIMEOUT',
    })
  })

  test('cancelling stops the reading', async () => {
    const cancel = new AbortController()
    const server = await serve(() => cancel.abort())
    await expect(guardedFetch(server.url, { ...local, signal: cancel.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
  })
})

describe('broken and refusing servers', () => {
  test('a connection that breaks in the middle gives what came, marked as incomplete', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('first half', () => response.destroy())
    })
    const response = await guardedFetch(server.url, local)
    expect(response).toMatchObject({ complete: false })
    expect(response.body.toString()).toBe('first half')
  })

  test('a compressed body that ends too early gives what could be unpacked', async () => {
    const text = rss(Array.from({ length: 400 }, (_, index) => `Story ${index} ${Math.sin(index)}`))
    const whole = gzipSync(text)
    const server = await serve(
      answerWith(whole.subarray(0, whole.length / 2), { 'content-encoding': 'gzip' }),
    )
    const feed = await fetchFeed(server.url, local)
    expect(feed).toMatchObject({ unchanged: false, complete: false })
    expect(feed.unchanged ? '' : feed.text).toContain('Story 5 ')
  })

  test('nobody listening is a network error that names the address', async () => {
    await expect(guardedFetch('http://127.0.0.1:1/feed', local)).rejects.toMatchObject({
      code: 'NETWORK',
      message: expect.stringContaining('http://127.0.0.1:1/feed'),
    })
  })

  test('an error page is not a feed', async () => {
    const server = await serve(answerWith('oops', {}, 503))
    await expect(fetchFeed(server.url, local)).rejects.toMatchObject({
      code: 'HTTP_STATUS',
      message: expect.stringContaining('503'),
    })
  })

  test('a refusal for too many calls says how long to wait', async () => {
    const server = await serve(answerWith('', { 'retry-after': '120' }, 429))
    await expect(fetchFeed(server.url, local)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      message: expect.stringContaining('120'),
    })
  })
})

test('an unchanged document is asked for by its validators and not sent again', async () => {
  const server = await serve((request, response) => {
    if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end()
    else
      response
        .writeHead(200, { etag: '"v1"', 'last-modified': 'Mon, 01 Jan 2024 00:00:00 GMT' })
        .end(rss(['A']))
  })
  const first = await fetchFeed(server.url, local)
  if (first.unchanged) throw new Error('the first reading cannot be unchanged')
  expect(await fetchFeed(server.url, { ...local, validators: first.validators })).toEqual({ unchanged: true })
  expect(server.requests[1]?.headers['if-modified-since']).toBe('Mon, 01 Jan 2024 00:00:00 GMT')
})
