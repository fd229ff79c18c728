import { setTimeout } from 'node:timers/promises'
import { describeError, retryAfterMs, timeoutSignal } from '@orion/common'
import { SpeechError } from './speech-provider.ts'
import { decodeWav, type Sound } from './wav.ts'

export interface RemoteRequest {
  readonly provider: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  /** A plain object is sent as JSON, a form as multipart. */
  readonly body: FormData | Readonly<Record<string, unknown>>
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

const attempts = 3
const longestWaitMs = 20_000
/** Ten minutes of sound at 24 kHz are 29 MB. */
const mostBytes = 40 * 1024 * 1024

/** Why one attempt gave nothing. */
interface Failure {
  readonly problem: string
  readonly cause?: unknown
  /** Whether another attempt may go better. */
  readonly mayPass: boolean
  /** How long the service asks to be left alone. */
  readonly askedWaitMs?: number | null
}

/**
 * Sends a POST to a speech service and gives the whole body of its answer. Answers 408, 429 and 5xx, time-outs and broken
 * connections are tried again, three times in all, waiting as `Retry-After` asks but no longer than 20 s.
 * @throws {SpeechError} with the status and the start of the answer
 */
export async function remoteRequest(request: RemoteRequest): Promise<Buffer> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await requestOnce(request)
    if (Buffer.isBuffer(outcome)) return outcome
    const { problem, cause, mayPass, askedWaitMs } = outcome
    const waitMs = askedWaitMs ?? 250 * 4 ** (attempt - 1)
    if (!mayPass || attempt === attempts || waitMs > longestWaitMs)
      throw new SpeechError(request.provider, problem, cause)
    await pause(waitMs, request.signal)
  }
}

async function requestOnce(request: RemoteRequest): Promise<Buffer | Failure> {
  const { url, headers, body, timeoutMs, signal } = request
  const timeout = timeoutSignal(timeoutMs)
  const isForm = body instanceof FormData
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: isForm ? headers : { 'content-type': 'application/json', ...headers },
      body: isForm ? body : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      redirect: 'error',
    })
    const bytes = await bytesOf(response)
    if (!bytes) return { problem: `sent more than ${mostBytes / 1024 / 1024} MB`, mayPass: false }
    return response.ok ? bytes : refusal(response, bytes)
  } catch (cause) {
    signal?.throwIfAborted()
    const problem = timeout.aborted
      ? `gave no answer within ${timeoutMs} ms`
      : `could not be reached: ${reasonOf(cause)}`
    return { problem, cause, mayPass: true }
  }
}

/** The whole body; undefined when it is larger than it may be. */
async function bytesOf(response: Response): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > mostBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function refusal({ status, statusText, headers }: Response, bytes: Buffer): Failure {
  return {
    problem: `answered ${status}: ${bytes.subarray(0, 300).toString('utf8').trim() || statusText}`,
    mayPass: status >= 500 || status === 429 || status === 408,
    askedWaitMs: retryAfterMs(headers.get('retry-after')),
  }
}

/** What `fetch` says itself is only that it failed. */
function reasonOf(error: unknown): string {
  return describeError(error instanceof Error && error.cause instanceof Error ? error.cause : error)
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal })
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  }
}

/** Sends a POST that is answered with a WAV file. */
export async function remoteSound(request: RemoteRequest): Promise<Sound> {
  const bytes = await remoteRequest(request)
  try {
    return decodeWav(bytes)
  } catch (cause) {
    throw new SpeechError(request.provider, 'did not answer with a WAV file as asked for', cause)
  }
}

/** An address below a configured base, whether or not that ends with a slash. */
export function addressBelow(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}/${path}`
}
