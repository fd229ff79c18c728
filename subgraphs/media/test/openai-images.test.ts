import { afterEach, describe, expect, test } from 'vitest'
import { openAiImageProvider } from '../src/providers/openai-compatible.ts'
import {
  type Answer,
  imageRequest,
  type LocalServer,
  samplePicture,
  sendJson,
  startLocalServer,
} from './local-server.ts'

const servers: LocalServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map(server => server.close()))
})

async function startImagesApi(answer: Answer, model = 'sd-turbo') {
  const server = await startLocalServer(answer)
  servers.push(server)
  const provider = openAiImageProvider({
    baseUrl: `${server.url}/v1/`,
    apiKey: 'sk-test',
    model,
    size: '1024x1536',
    pricePerImage: '0.042',
  })
  return { server, provider }
}

describe('an OpenAI-compatible images API', () => {
  test('gives the picture it sends as base64', async () => {
    const { server, provider } = await startImagesApi((_, response) =>
      sendJson(response, 200, { created: 1, data: [{ b64_json: samplePicture('png').toString('base64') }] }),
    )

    const image = await provider.generate(imageRequest())

    expect(image).toMatchObject({
      contentType: 'image/png',
      width: 90,
      height: 160,
      cost: '0.042',
      model: 'sd-turbo',
    })
    expect(server.heard[0]).toMatchObject({ method: 'POST', path: '/v1/images/generations' })
    expect(server.heard[0]?.headers.authorization).toBe('Bearer sk-test')
    expect(server.heard[0]?.body).toMatchObject({
      model: 'sd-turbo',
      n: 1,
      size: '1024x1536',
      response_format: 'b64_json',
    })
    expect(JSON.stringify(server.heard[0]?.body)).toContain('Avoid: people.')
  })

  test('leaves out what the gpt-image models refuse', async () => {
    const { server, provider } = await startImagesApi(
      (_, response) => sendJson(response, 200, { data: [{ b64_json: samplePicture().toString('base64') }] }),
      'gpt-image-1',
    )
    await provider.generate(imageRequest())
    expect(server.heard[0]?.body).not.toHaveProperty('response_format')
  })

  test.each<[string, Answer, { retryable: boolean; retryAfterMs?: number | null }, string]>([
    [
      'too many requests',
      (_, r) => sendJson(r, 429, { error: { message: 'Rate limit' } }, { 'retry-after': '2' }),
      { retryable: true, retryAfterMs: 2000 },
      '429: Rate limit',
    ],
    [
      'a prompt against the rules',
      (_, r) =>
        sendJson(r, 400, {
          error: { message: 'Rejected by the safety system', code: 'content_policy_violation' },
        }),
      { retryable: false },
      'Rejected by the safety system',
    ],
    [
      'a broken gateway',
      (_, r) => r.writeHead(502).end('<html>Bad Gateway</html>'),
      { retryable: true },
      '502: Bad Gateway',
    ],
    ['something that is not JSON', (_, r) => r.writeHead(200).end('<html>'), { retryable: true }, 'not JSON'],
    ['an answer without pictures', (_, r) => sendJson(r, 200, { data: [] }), { retryable: true }, 'shape'],
    [
      'base64 that is cut off',
      (_, r) => sendJson(r, 200, { data: [{ b64_json: samplePicture().toString('base64').slice(0, 800) }] }),
      { retryable: true },
      'no whole',
    ],
    [
      'a connection that breaks off',
      (_, r) => {
        r.writeHead(200, { 'content-length': '9999' }).write('{"data":[')
        setTimeout(() => r.destroy(), 10)
      },
      { retryable: true },
      'could not be reached',
    ],
  ])('says what came of %s', async (_, answer, expected, message) => {
    const { provider } = await startImagesApi(answer)

    const failure = provider.generate(imageRequest())

    await expect(failure).rejects.toMatchObject(expected)
    await expect(failure).rejects.toThrow(message)
  })

  test('waits no longer than it may', async () => {
    const { provider } = await startImagesApi(() => {})
    await expect(provider.generate(imageRequest({ signal: AbortSignal.timeout(60) }))).rejects.toThrow(
      'openai did not answer in time.',
    )
  })
})
