import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parsePrivateHosts } from '../src/web/address-policy.ts'
import { guardedFetch } from '../src/web/guarded-fetch.ts'
import { isPublicAddress } from '../src/web/public-address.ts'
import { retryAfterMs } from '../src/web/retry-after.ts'

/** An HTTP server on a free port, and the requests it got. */
async function serve(handler: RequestListener) {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    handler(request, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { port, url: `http://127.0.0.1:${port}/`, requests }
}

/** A resolver that gives another answer each time, the last one for good; and how often it was asked. */
function resolver(...answers: string[][]) {
  let asked = 0
  const lookup: LookupFunction = (_name, options, done) => {
    const addresses = (answers[Math.min(asked, answers.length - 1)] ?? []).map(address => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }))
    asked += 1
    if (options.all) done(null, addresses)
    else done(null, addresses[0]?.address ?? '', addresses[0]?.family)
  }
  return { lookup, asked: () => asked }
}

const local = parsePrivateHosts('127.0.0.1')

describe('an address that is not public', () => {
  test.each([
    'http://0.0.0.0/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://168.63.129.16/machine',
    'http://172.16.0.1/',
    'http://192.0.0.8/',
    'http://192.0.2.1/',
    'http://198.18.0.1/',
    'http://198.51.100.1/',
    'http://203.0.113.1/',
    'http://224.0.0.1/',
    'http://240.0.0.1/',
    'http://255.255.255.255/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://[::]/',
    'http://[::1]/',
    'http://[::127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::ffff:169.254.169.254]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[64:ff9b:1::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:7f00:1::]/',
    'http://[2001:db8::1]/',
    'http://[fc00::1]/',
    'http://[fe80::1]/',
    'http://[fec0::1]/',
    'http://[ff02::1]/',
    'http://[100::1]/',
    'http://localhost/',
  ])('%s is refused', async address => {
    await expect(guardedFetch(address)).rejects.toMatchObject({ code: 'PRIVATE_ADDRESS' })
  })
})

test.each(['8.8.8.8', '100.63.255.255', '172.32.0.1', '2606:4700::1111', '2a00:1450:4001:80b::200e'])(
  '%s is public',
  address => {
    expect(isPublicAddress(address)).toBe(true)
  },
)

describe('a name', () => {
  test('that resolves to a private address is refused', async () => {
    const { lookup } = resolver(['10.0.0.1'])
    await expect(guardedFetch('http://inside.example/', { lookup })).rejects.toMatchObject({
      code: 'PRIVATE_ADDRESS',
    })
  })

  test('that resolves to a public and to a private address is refused', async () => {
    const { lookup } = resolver(['1.1.1.1', '127.0.0.1'])
    await expect(guardedFetch('http://both.example/', { lookup })).rejects.toMatchObject({
      code: 'PRIVATE_ADDRESS',
    })
  })

  test('is resolved once for a call, so that another answer the second time leads nowhere', async () => {
    const server = await serve((_, response) => response.end('the one that was checked'))
    const { lookup, asked } = resolver(['127.0.0.1'], ['10.0.0.1'])
    const response = await guardedFetch(`http://rebind.example:${server.port}/`, {
      lookup,
      privateHosts: parsePrivateHosts('rebind.example'),
    })
    expect(response.body.toString()).toBe('the one that was checked')
    expect(asked()).toBe(1)
  })

  test('is checked again at every redirect', async () => {
    const server = await serve((_, response) =>
      response.writeHead(302, { location: `http://rebind.example:${server.port}/again` }).end(),
    )
    const { lookup } = resolver(['127.0.0.1'])
    const fetching = guardedFetch(server.url, { lookup, privateHosts: local })
    await expect(fetching).rejects.toMatchObject({ code: 'PRIVATE_ADDRESS' })
    expect(server.requests).toHaveLength(1)
  })
})

describe('a call', () => {
  test('may send a body', async () => {
    const server = await serve(async (request, response) => {
      response.end(`${request.method} ${request.headers['content-type']} ${await text(request)}`)
    })
    const response = await guardedFetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"a":"ü"}',
      privateHosts: local,
    })
    expect(response.body.toString()).toBe('POST application/json {"a":"ü"}')
  })

  test('may take a redirect as its answer', async () => {
    const server = await serve((_, response) => response.writeHead(307, { location: '/elsewhere' }).end())
    const response = await guardedFetch(server.url, { maxRedirects: 0, privateHosts: local })
    expect(response.status).toBe(307)
    expect(server.requests).toHaveLength(1)
  })

  test('may cut a long answer instead of failing', async () => {
    const server = await serve((_, response) => response.end('x'.repeat(5000)))
    const response = await guardedFetch(server.url, { maxBytes: 10, overflow: 'cut', privateHosts: local })
    expect(response).toMatchObject({ status: 200, complete: false })
    expect(response.body.toString()).toBe('x'.repeat(10))
  })
})

test('a server may ask to be left alone for seconds or until a date', () => {
  const nowMs = Date.parse('2026-03-01T12:00:00Z')
  expect(retryAfterMs(' 120 ', nowMs)).toBe(120_000)
  expect(retryAfterMs('0.5', nowMs)).toBe(500)
  expect(retryAfterMs('Sun, 01 Mar 2026 12:00:30 GMT', nowMs)).toBe(30_000)
  expect(retryAfterMs('Sun, 01 Mar 2026 11:00:00 GMT', nowMs)).toBe(0)
  for (const header of [undefined, null, '', 'soon']) expect(retryAfterMs(header, nowMs)).toBeNull()
})
