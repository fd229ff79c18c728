import { afterEach, describe, expect, test } from 'vitest'
import { falProvider } from '../src/providers/fal.ts'
import { ImageProviderError } from '../src/providers/image-provider.ts'
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

/** fal's queue as documented: submit, status, result; the picture lies on the same host. */
async function startFal(change: (path: string, count: number) => Answer | undefined = () => undefined) {
  const counts = new Map<string, number>()
  const fal = await startLocalServer((request, response) => {
    const path = request.path.split('?')[0] ?? ''
    const count = (counts.get(path) ?? 0) + 1
    counts.set(path, count)
    const other = change(path, count)
    if (other) return other(request, response)
    if (path === '/fal-ai/flux/schnell')
      return sendJson(response, 200, { request_id: 'job-1', status: 'IN_QUEUE', queue_position: 0 })
    if (path === '/fal-ai/flux/requests/job-1/status')
      return sendJson(response, 200, { request_id: 'job-1', status: count < 3 ? 'IN_PROGRESS' : 'COMPLETED' })
    if (path === '/fal-ai/flux/requests/job-1')
      return sendJson(response, 200, {
        images: [{ url: `${fal.url}/picture.jpg`, width: 90, height: 160 }],
        has_nsfw_concepts: [false],
      })
    if (path === '/picture.jpg')
      return response.writeHead(200, { 'content-type': 'image/jpeg' }).end(samplePicture())
    return sendJson(response, 404, { detail: `no ${path}` })
  })
  servers.push(fal)
  const provider = falProvider({
    apiKey: 'id:secret',
    model: 'fal-ai/flux/schnell',
    queueUrl: fal.url,
    pricePerMegapixel: '0.003',
    pollEveryMs: 5,
  })
  return { fal, provider }
}

describe('fal.ai', () => {
  test('submits, waits in the queue, and fetches the picture', async () => {
    const { fal, provider } = await startFal()
    const ticket = memoryTicket()

    const image = await provider.generate(imageRequest({ ticket }))

    expect(image).toMatchObject({
      contentType: 'image/jpeg',
      width: 90,
      height: 160,
      units: '1',
      unit: 'megapixel',
      cost: '0.003',
    })
    expect(Buffer.from(image.bytes).equals(samplePicture())).toBe(true)
    const submitted = fal.heard[0]
    expect(submitted?.headers.authorization).toBe('Key id:secret')
    expect(submitted?.body).toMatchObject({
      image_size: { width: 1080, height: 1920 },
      seed: 7,
      num_images: 1,
    })
    expect(JSON.stringify(submitted?.body)).toContain('A lighthouse on a cliff.')
    expect(ticket.kept).toEqual(['job-1'])
  })

  test('goes on with a job it took before instead of paying for another', async () => {
    const { fal, provider } = await startFal()

    await provider.generate(imageRequest({ ticket: memoryTicket('job-1') }))

    expect(fal.heard.filter(({ method }) => method === 'POST')).toEqual([])
  })

  test('gives a job up that fal does not know any more, so that the next attempt submits', async () => {
    const { provider } = await startFal()
    const ticket = memoryTicket('job-0')

    await expect(provider.generate(imageRequest({ ticket }))).rejects.toMatchObject({ retryable: true })

    expect(ticket.drops).toBe(1)
    await expect(provider.generate(imageRequest({ ticket }))).resolves.toMatchObject({ width: 90 })
  })

  test('passes on how long it is asked to wait', async () => {
    const { fal, provider } = await startFal(path =>
      path === '/fal-ai/flux/schnell'
        ? (_, response) => sendJson(response, 429, { detail: 'Slow down' }, { 'retry-after': '7' })
        : undefined,
    )

    const refusal = provider.generate(imageRequest())

    await expect(refusal).rejects.toThrow('fal answered 429: Slow down')
    await expect(refusal).rejects.toMatchObject({ retryable: true, retryAfterMs: 7000 })
    expect(fal.heard).toHaveLength(1)
  })

  test('never submits twice by itself when the server fails', async () => {
    const { fal, provider } = await startFal(path =>
      path === '/fal-ai/flux/schnell' ? (_, response) => sendJson(response, 503, {}) : undefined,
    )

    await expect(provider.generate(imageRequest())).rejects.toMatchObject({ retryable: true })

    expect(fal.heard).toHaveLength(1)
  })

  test.each([
    ['a wrong key', 401, false],
    ['a refused prompt', 422, false],
    ['a broken server', 500, true],
  ])('tells %s from what may pass', async (_, status, retryable) => {
    const { provider } = await startFal(path =>
      path === '/fal-ai/flux/schnell'
        ? (_request, response) => sendJson(response, status, { detail: 'no' })
        : undefined,
    )
    await expect(provider.generate(imageRequest())).rejects.toMatchObject({ retryable })
  })

  test('does not take half a picture for a picture', async () => {
    const half = samplePicture().subarray(0, 900)
    const { provider } = await startFal(path =>
      path === '/picture.jpg'
        ? (_, response) => {
            response.writeHead(200, { 'content-length': '5000' }).write(half)
            setTimeout(() => response.destroy(), 10)
          }
        : undefined,
    )
    await expect(provider.generate(imageRequest())).rejects.toMatchObject({ retryable: true })
  })

  test('does not take a page for a picture, whatever its type says', async () => {
    const { provider } = await startFal(path =>
      path === '/picture.jpg'
        ? (_, response) => response.writeHead(200, { 'content-type': 'image/jpeg' }).end('<html>gone</html>')
        : undefined,
    )
    await expect(provider.generate(imageRequest())).rejects.toThrow('no whole JPEG, PNG or WebP')
  })

  test('does not fetch what lies on another host without https', async () => {
    const { provider } = await startFal(path =>
      path === '/fal-ai/flux/requests/job-1'
        ? (_, response) =>
            sendJson(response, 200, { images: [{ url: 'http://169.254.169.254/latest/meta-data' }] })
        : undefined,
    )
    await expect(provider.generate(imageRequest())).rejects.toThrow('no https address')
  })

  test('ends when the time is over, and keeps the job for the next attempt', async () => {
    const { provider } = await startFal(path =>
      path.endsWith('/status')
        ? (_, response) => sendJson(response, 200, { request_id: 'job-1', status: 'IN_QUEUE' })
        : undefined,
    )
    const ticket = memoryTicket()

    const late = provider.generate(imageRequest({ ticket, signal: AbortSignal.timeout(80) }))

    await expect(late).rejects.toBeInstanceOf(ImageProviderError)
    await expect(late).rejects.toMatchObject({ retryable: true, message: 'fal did not answer in time.' })
    expect(ticket.accepted).toBe('job-1')
  })

  test('is not available without a key', async () => {
    const provider = falProvider({
      apiKey: undefined,
      model: 'm/x',
      queueUrl: 'http://127.0.0.1:9',
      pricePerMegapixel: '0',
      pollEveryMs: 1,
    })
    await expect(provider.available()).resolves.toEqual({
      isAvailable: false,
      reason: 'MEDIA_FAL_KEY is not set.',
    })
  })
})
