import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { eventually } from '@orion/common/testing/test-system'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Gateway } from '../../src/gateway.ts'
import { startOrion, type TestOrion } from '../support/orion.ts'

const MEGABYTE = 1024 * 1024
const WHOLE = 200 * MEGABYTE
/** What sockets and streams between two sides may hold while nobody takes anything; a fraction of the whole. */
const HELD_AT_MOST = 40 * MEGABYTE

/** 200 MB that are made as they are taken; counts what was taken. */
function large() {
  const chunk = Buffer.alloc(MEGABYTE / 4, 'orion')
  const counted = { taken: 0 }
  const stream = new Readable({
    highWaterMark: MEGABYTE / 4,
    read() {
      if (counted.taken >= WHOLE) this.push(null)
      else {
        counted.taken += chunk.length
        this.push(chunk)
      }
    },
  })
  return Object.assign(counted, { stream })
}

/** Resolves once a count stays the same, and answers it. */
async function whenStalled(count: () => number): Promise<number> {
  let last = -1
  let rounds = 0
  return eventually(() => {
    rounds = count() === last ? rounds + 1 : 0
    last = count()
    return rounds >= 5 && last > 0 && last
  }, 'that nothing moves any more')
}

async function sizeOf(stream: AsyncIterable<Buffer>): Promise<number> {
  let size = 0
  for await (const chunk of stream) size += chunk.length
  return size
}

describe('a large body through the gateway', () => {
  let orion: TestOrion
  let gateway: Gateway
  let headers: Record<string, string>
  let answer: (request: IncomingMessage, response: ServerResponse) => void
  const service = createServer((asked, response) => answer(asked, response))
  beforeAll(async () => {
    orion = await startOrion()
    await new Promise<void>(resolve => service.listen(0, '127.0.0.1', resolve))
    const { port } = service.address() as AddressInfo
    gateway = await orion.anotherGateway({
      ORION_SUBGRAPH_URL_MEDIA: `http://127.0.0.1:${port}/graphql`,
      ORION_RATE_LIMIT_FACTOR: '10',
    })
    headers = { authorization: `Bearer ${await orion.token({ role: 'EDITOR' })}` }
  })
  afterAll(async () => {
    await orion.stop()
    service.closeAllConnections()
    service.close()
  })
  beforeEach(() => {
    answer = (_request, response) => response.end()
  })

  const open = (method: string, more: Record<string, string> = {}) =>
    request(`${gateway.url}/api/v1/media/large`, { method, headers: { ...headers, ...more } })
  /** The answer of a request, once its headers are there. */
  const answerOf = (asked: ReturnType<typeof open>) =>
    new Promise<IncomingMessage>((resolve, reject) => asked.once('response', resolve).once('error', reject))

  it('comes down no faster than the client takes it, and whole', async () => {
    const body = large()
    answer = (_request, response) => void body.stream.pipe(response)
    const asked = open('GET')
    asked.end()
    const got = await answerOf(asked)
    expect(await whenStalled(() => body.taken)).toBeLessThan(HELD_AT_MOST)
    expect(await sizeOf(got)).toBe(WHOLE)
  })

  it('goes up no faster than the service takes it, and whole', async () => {
    const body = large()
    let take = () => {}
    answer = (received, response) => {
      take = () => void sizeOf(received).then(size => response.end(String(size)))
    }
    const asked = open('POST', { 'content-type': 'application/octet-stream' })
    body.stream.pipe(asked)
    expect(await whenStalled(() => body.taken)).toBeLessThan(HELD_AT_MOST)
    take()
    const got = await answerOf(asked)
    expect((await got.setEncoding('utf8').toArray()).join('')).toBe(String(WHOLE))
  })

  it('is no longer made when the client leaves in the middle', async () => {
    const body = large()
    let isCut = false
    answer = (_request, response) => {
      response.once('close', () => {
        isCut = !response.writableFinished
      })
      body.stream.pipe(response)
    }
    const asked = open('GET')
    asked.end()
    const got = await answerOf(asked)
    got.once('data', () => got.destroy())
    expect(await eventually(() => isCut)).toBe(true)
  })

  it('is no longer taken when the client leaves in the middle of sending it', async () => {
    const body = large()
    let isCut = false
    answer = received => {
      received.once('data', () => asked.destroy())
      received.resume().once('close', () => {
        isCut = !received.complete
      })
    }
    const asked = open('POST')
    asked.once('error', () => {})
    body.stream.pipe(asked)
    expect(await eventually(() => isCut)).toBe(true)
  })

  it.each([
    ['of known length', { 'content-length': String(WHOLE) }],
    ['of unknown length', {}],
  ])('%s breaks off for the client when the service dies in the middle', async (_which, length) => {
    answer = (_request, response) => {
      response.writeHead(200, length)
      response.write(Buffer.alloc(MEGABYTE), () => response.destroy())
    }
    const asked = open('GET')
    asked.end()
    const got = await answerOf(asked)
    expect(got.statusCode).toBe(200)
    await expect(sizeOf(got)).rejects.toThrow('aborted')
    expect(got.complete).toBe(false)
  })

  it('gets an error when the service dies before it answers', async () => {
    answer = received => received.once('data', () => received.destroy())
    const asked = open('POST')
    large().stream.pipe(asked)
    const got = await answerOf(asked)
    expect(got.statusCode).toBe(502)
    got.destroy()
  })

  it('gets the answer of a service that refuses it before it was sent', async () => {
    answer = (_request, response) =>
      response.writeHead(413, { 'content-type': 'application/json' }).end('{"no":"more"}')
    const asked = open('POST')
    large()
      .stream.on('error', () => {})
      .pipe(asked)
    const got = await answerOf(asked)
    expect([got.statusCode, (await got.setEncoding('utf8').toArray()).join('')]).toEqual([
      413,
      '{"no":"more"}',
    ])
    asked.destroy()
  })

  it('travels without the headers that are for one connection only, both ways', async () => {
    let got: IncomingMessage['headers'] = {}
    answer = (received, response) => {
      got = received.headers
      response.writeHead(200, { connection: 'x-hop', 'x-hop': 'back', 'x-kept': 'back' }).end()
    }
    const asked = open('GET', {
      connection: 'X-Hop, close',
      'x-hop': 'there',
      'proxy-connection': 'close',
      te: 'trailers',
      'x-kept': 'there',
      cookie: 'orion_access=secret',
    })
    asked.end()
    const { headers: back } = await answerOf(asked)
    expect(got).toMatchObject({ 'x-kept': 'there' })
    for (const name of ['x-hop', 'proxy-connection', 'te', 'cookie']) expect(got).not.toHaveProperty(name)
    expect(back).toMatchObject({ 'x-kept': 'back' })
    expect(back).not.toHaveProperty('x-hop')
  })
})
