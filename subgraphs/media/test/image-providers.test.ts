import { pino } from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import { createImageProviders, type ImageCall } from '../src/providers/image-providers.ts'
import { openAiImageProvider } from '../src/providers/openai-compatible.ts'
import { proceduralProvider } from '../src/providers/procedural.ts'
import {
  type Answer,
  imageRequest,
  type LocalServer,
  memoryTicket,
  samplePicture,
  sendJson,
  startLocalServer,
} from './local-server.ts'

const servers: LocalServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map(server => server.close()))
})

const good: Answer = (_, response) =>
  sendJson(response, 200, { data: [{ b64_json: samplePicture().toString('base64') }] })

/** A chain of one remote provider and the embedded one, and the record of its calls. */
async function startChain(answer: (count: number) => Answer, settings = {}) {
  let count = 0
  const server = await startLocalServer((request, response) => answer(++count)(request, response))
  servers.push(server)
  const remote = openAiImageProvider({
    baseUrl: server.url,
    apiKey: undefined,
    model: 'sd',
    size: '512x896',
    pricePerImage: '0.1',
  })
  const chain = createImageProviders([remote, proceduralProvider()], {
    timeoutMs: 2000,
    retries: 2,
    backoffMs: 5,
    patienceMs: 1500,
    restMs: 60_000,
    ...settings,
  })
  const calls: ImageCall[] = []
  const options = {
    ticketFor: () => memoryTicket(),
    record: async (call: ImageCall) => void calls.push(call),
    log: pino({ level: 'silent' }),
  }
  const request = imageRequest({ width: 108, height: 192 })
  return { server, chain, calls, draw: () => chain.draw(request, options), options, request }
}

describe('the chain of image providers', () => {
  test('asks the first, and leaves the others alone when it answers', async () => {
    const { draw, calls } = await startChain(() => good)

    await expect(draw()).resolves.toMatchObject({ provider: 'openai', isEmbedded: false, cost: '0.1' })

    expect(calls).toMatchObject([{ provider: 'openai', error: null, cost: '0.1', units: '1', unit: 'image' }])
  })

  test('tries again what may pass', async () => {
    const { draw, server, calls } = await startChain(count =>
      count < 3 ? (_, r) => sendJson(r, 500, {}) : good,
    )

    await expect(draw()).resolves.toMatchObject({ provider: 'openai' })

    expect(server.heard).toHaveLength(3)
    expect(calls.map(({ error }) => error === null)).toEqual([false, false, true])
  })

  test('waits as long as the provider asks', async () => {
    const started = performance.now()
    const { draw } = await startChain(count =>
      count === 1 ? (_, r) => sendJson(r, 429, {}, { 'retry-after': '0.3' }) : good,
    )

    await expect(draw()).resolves.toMatchObject({ provider: 'openai' })

    expect(performance.now() - started).toBeGreaterThanOrEqual(300)
  })

  test('passes over a provider that asks for too long a wait', async () => {
    const { draw, server } = await startChain(() => (_, r) => sendJson(r, 429, {}, { 'retry-after': '3600' }))

    await expect(draw()).resolves.toMatchObject({ provider: 'procedural', isEmbedded: true, cost: '0' })

    expect(server.heard).toHaveLength(1)
  })

  test('falls back at once from what a second try cannot change', async () => {
    const { draw, server, calls } = await startChain(
      () => (_, r) => sendJson(r, 400, { error: { message: 'no' } }),
    )

    await expect(draw()).resolves.toMatchObject({ provider: 'procedural' })

    expect(server.heard).toHaveLength(1)
    expect(calls.map(({ provider, error }) => [provider, error])).toEqual([
      ['openai', 'openai answered 400: no'],
      ['procedural', null],
    ])
  })

  test('leaves a provider alone after three failures in a row', async () => {
    const { draw, server } = await startChain(() => (_, r) => sendJson(r, 500, {}))

    for (let picture = 0; picture < 3; picture++)
      await expect(draw()).resolves.toMatchObject({ provider: 'procedural' })

    expect(server.heard).toHaveLength(3)
  })

  test('goes on when a provider never answers', async () => {
    const { draw } = await startChain(() => () => {}, { timeoutMs: 60, retries: 0 })
    await expect(draw()).resolves.toMatchObject({ provider: 'procedural' })
  })

  test('asks the provider first that has the job already', async () => {
    const { chain, options, request, server } = await startChain(() => good)
    const ticketFor = (name: string) => memoryTicket(name === 'procedural' ? 'job' : null)

    await expect(chain.draw(request, { ...options, ticketFor })).resolves.toMatchObject({
      provider: 'procedural',
    })

    expect(server.heard).toEqual([])
  })

  test('names what each said when none could draw', async () => {
    const { options, request, server } = await startChain(
      () => (_, r) => sendJson(r, 403, { error: { message: 'billing' } }),
    )
    const remote = (baseUrl: string | undefined) =>
      openAiImageProvider({ baseUrl, apiKey: undefined, model: 'sd', size: '1x1', pricePerImage: '0' })
    const settings = { timeoutMs: 500, retries: 0, backoffMs: 1, patienceMs: 1, restMs: 1000 }
    const chain = createImageProviders([remote(server.url), remote(undefined)], settings)

    await expect(chain.draw(request, options)).rejects.toThrow(
      'openai: openai answered 403: billing | openai: MEDIA_OPENAI_URL is not set.',
    )
  })

  test('tells the state of each', async () => {
    const { chain } = await startChain(() => good)
    await expect(chain.status()).resolves.toEqual([
      { name: 'openai', isEmbedded: false, isAvailable: true },
      { name: 'procedural', isEmbedded: true, isAvailable: true },
    ])
  })
})
