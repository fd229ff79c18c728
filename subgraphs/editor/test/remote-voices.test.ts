import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { afterEach, expect, test } from 'vitest'
import { elevenLabs } from '../src/speech/elevenlabs.ts'
import { fishSpeech } from '../src/speech/fish-speech.ts'
import { openAiCompatible } from '../src/speech/openai-compatible.ts'
import { encodeWav } from '../src/speech/wav.ts'

const servers: ReturnType<typeof createServer>[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

interface Call {
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** A speech service on this machine; the n-th call gets the n-th answer, the last one again and again. */
async function serve(
  ...answers: ((response: ServerResponse, call: Call) => void)[]
): Promise<{ url: string; calls: Call[] }> {
  const calls: Call[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const call = { url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) }
    calls.push(call)
    answers[Math.min(calls.length, answers.length) - 1]?.(response, call)
  })
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls }
}

function* endless(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(1024 * 1024)
}

/** Two tones of 0.5 s with 0.3 s of silence between. */
function tones(sampleRate: number): Int16Array {
  return Int16Array.from({ length: 1.3 * sampleRate }, (_, at) => {
    const seconds = at / sampleRate
    return seconds < 0.5 || seconds >= 0.8 ? Math.sin(seconds * 2000) * 12_000 : 0
  })
}

const pcmBytes = (samples: Int16Array): Buffer => encodeWav({ samples, sampleRate: 24_000 }).subarray(44)
const json = (response: ServerResponse, value: unknown): void => {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(value))
}

test('ElevenLabs gives sound with the time of every character', async () => {
  const text = 'Hi $5 now.'
  const { url, calls } = await serve(response =>
    json(response, {
      audio_base64: pcmBytes(tones(24_000)).toString('base64'),
      alignment: {
        characters: [...text],
        character_start_times_seconds: [...text].map((_, at) => at / 10),
        character_end_times_seconds: [...text].map((_, at) => (at + 1) / 10),
      },
      normalized_alignment: null,
    }),
  )
  const speech = await elevenLabs({ apiKey: 'key', baseUrl: url }).synthesize({ text, voice: 'abc' })
  expect(calls[0]?.url).toBe('/v1/text-to-speech/abc/with-timestamps?output_format=pcm_24000')
  expect(calls[0]?.headers['xi-api-key']).toBe('key')
  expect(JSON.parse(String(calls[0]?.body))).toMatchObject({ text, model_id: 'eleven_multilingual_v2' })
  expect(speech).toMatchObject({ sampleRate: 24_000, durationSeconds: 1.3, timing: 'measured' })
  expect(speech.words).toEqual([
    { text: 'Hi', startSeconds: 0, endSeconds: 0.2 },
    { text: '$5', startSeconds: 0.3, endSeconds: 0.5 },
    { text: 'now.', startSeconds: 0.6, endSeconds: 1 },
  ])
})

test('an OpenAI-compatible voice is timed by a transcription, which may write words otherwise', async () => {
  const { url, calls } = await serve(
    response => response.end(encodeWav({ samples: tones(16_000), sampleRate: 16_000 })),
    response =>
      json(response, {
        text: 'it costs five dollars maybe more',
        words: [
          { word: 'It', start: 0, end: 0.1 },
          { word: 'cost', start: 0.1, end: 0.3 },
          { word: 'five', start: 0.3, end: 0.5 },
          { word: 'dollars', start: 0.8, end: 1 },
          { word: 'more', start: 1.1, end: 1.3 },
        ],
      }),
  )
  const voice = openAiCompatible({ baseUrl: `${url}/v1/`, apiKey: 'secret', transcription: {} })
  const speech = await voice.synthesize({ text: 'It costs $5, maybe more.' })
  expect(calls.map(call => call.url)).toEqual(['/v1/audio/speech', '/v1/audio/transcriptions'])
  expect(calls[0]?.headers.authorization).toBe('Bearer secret')
  expect(JSON.parse(String(calls[0]?.body))).toMatchObject({
    model: 'tts-1',
    voice: 'alloy',
    response_format: 'wav',
  })
  expect(String(calls[1]?.body)).toContain('timestamp_granularities[]')
  expect(speech.timing).toBe('measured')
  expect(speech.words.map(({ text, startSeconds, endSeconds }) => [text, startSeconds, endSeconds])).toEqual([
    ['It', 0, 0.1],
    ['costs', 0.1, 0.3],
    ['$5,', 0.3, 1],
    ['maybe', 1, 1.1],
    ['more.', 1.1, 1.3],
  ])
})

test('Fish Speech tells no times: they are estimated, and no word lies in the silence', async () => {
  const { url, calls } = await serve(response =>
    response.end(encodeWav({ samples: tones(44_100), sampleRate: 44_100 })),
  )
  const speech = await fishSpeech({ baseUrl: url, voice: 'anna' }).synthesize({
    text: 'Hello there, kind people.',
  })
  expect(calls[0]?.url).toBe('/v1/tts')
  expect(JSON.parse(String(calls[0]?.body))).toMatchObject({ format: 'wav', reference_id: 'anna' })
  expect(speech.timing).toBe('estimated')
  expect(speech.words).toHaveLength(4)
  expect(speech.words[0]?.startSeconds).toBe(0)
  expect(speech.words[3]?.endSeconds).toBeCloseTo(1.3, 1)
  for (const word of speech.words) expect(word.startSeconds < 0.5 || word.startSeconds >= 0.79).toBe(true)
})

test('a service that is busy or broken for a moment is asked again', async () => {
  const { url, calls } = await serve(
    response => response.writeHead(429, { 'retry-after': '0' }).end('slow down'),
    response => response.destroy(),
    response => response.end(encodeWav({ samples: tones(8000), sampleRate: 8000 })),
  )
  const speech = await fishSpeech({ baseUrl: url }).synthesize({ text: 'Hello.' })
  expect(speech.words).toHaveLength(1)
  expect(calls).toHaveLength(3)
})

test.each([
  [
    'a refused key',
    (response: ServerResponse) => response.writeHead(401).end('invalid key'),
    'answered 401: invalid key',
    1,
  ],
  [
    'a long wait',
    (response: ServerResponse) => response.writeHead(429, { 'retry-after': '3600' }).end(),
    'answered 429',
    1,
  ],
  [
    'something else than sound',
    (response: ServerResponse) => response.end('<html>'.repeat(20)),
    'did not answer with a WAV file',
    1,
  ],
  [
    'sound without an end',
    (response: ServerResponse) => Readable.from(endless()).pipe(response),
    'sent more than 40 MB',
    1,
  ],
])('%s is an error that says so, without asking again', async (_, answer, message, asked) => {
  const { url, calls } = await serve(response => void answer(response))
  await expect(fishSpeech({ baseUrl: url }).synthesize({ text: 'Hello.' })).rejects.toThrow(message)
  expect(calls).toHaveLength(asked)
})

test('a stalled service is given up after its time, and at once when the work is aborted', async () => {
  const { url } = await serve(() => {})
  const stop = new AbortController()
  const speaking = fishSpeech({ baseUrl: url }).synthesize({ text: 'Hello.', signal: stop.signal })
  stop.abort(new Error('the render was cancelled'))
  await expect(speaking).rejects.toThrow('the render was cancelled')
  await expect(
    elevenLabs({ apiKey: 'k', baseUrl: url, timeoutMs: 20 }).synthesize({ text: 'Hello.' }),
  ).rejects.toThrow('gave no answer within 20 ms')
})
