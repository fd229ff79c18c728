import { timeoutSignal } from '@orion/common'
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

function waitMsFor(response: Response | undefined, attempt: number): number {
  const retryAfter = response?.headers.get('retry-after')
  const seconds = retryAfter && /^\d+$/.test(retryAfter) ? Number(retryAfter) : undefined
  const until = retryAfter && seconds === undefined ? Date.parse(retryAfter) - Date.now() : Number.NaN
  if (seconds !== undefined) return seconds * 1000
  return Number.isFinite(until) ? Math.max(0, until) : 250 * 4 ** attempt
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}

/**
 * Sends a POST to a speech service and gives the whole body of its answer. Answers 429 and 5xx, time-outs and broken
 * connections are tried again, three times in all, waiting as `Retry-After` asks but no longer than 20 s.
 * @throws {SpeechError} with the status and the start of the answer
 */
export async function remoteRequest(request: RemoteRequest): Promise<Buffer> {
  const { provider, url, headers, body, timeoutMs, signal } = request
  for (let attempt = 0; ; attempt++) {
    const timeout = timeoutSignal(timeoutMs)
    let response: Response | undefined
    let problem: string
    let cause: unknown
    try {
      response = await fetch(url, {
        method: 'POST',
        headers: body instanceof FormData ? headers : { 'content-type': 'application/json', ...headers },
        body: body instanceof FormData ? body : JSON.stringify(body),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        redirect: 'error',
      })
      const bytes = Buffer.from(await response.arrayBuffer())
      if (response.ok) return bytes
      problem = `answered ${response.status}: ${bytes.subarray(0, 300).toString('utf8').trim() || response.statusText}`
      if (response.status < 500 && response.status !== 429 && response.status !== 408)
        throw new SpeechError(provider, problem)
    } catch (error) {
      if (error instanceof SpeechError) throw error
      signal?.throwIfAborted()
      cause = error
      const reason =
        error instanceof Error
          ? error.cause instanceof Error
            ? error.cause.message
            : error.message
          : String(error)
      problem = timeout.aborted ? `gave no answer within ${timeoutMs} ms` : `could not be reached: ${reason}`
    }
    const waitMs = waitMsFor(response, attempt)
    if (attempt + 1 >= attempts || waitMs > longestWaitMs) throw new SpeechError(provider, problem, cause)
    await pause(waitMs, signal)
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
