import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { timeoutSignal } from '../timeout-signal.ts'
import { guardedLookup, PrivateAddressError, type PrivateHosts, parseWebAddress } from './address-policy.ts'
import { WebError } from './web-error.ts'

export interface FetchLimits {
  /** For everything together: names, redirects, headers and body. Default 10,000. */
  timeoutMs?: number
  /** Of the body after decompression. Default 10 MB. */
  maxBytes?: number
  /** What becomes of a longer body: the call fails (default), or what came until then is the answer. */
  overflow?: 'refuse' | 'cut'
  /** Default 5. With 0 a redirect is not followed: it is the answer. */
  maxRedirects?: number
  /** Hosts that may be private. Default none. */
  privateHosts?: PrivateHosts
}

export interface GuardedRequest extends FetchLimits {
  signal?: AbortSignal
  /** Default GET. */
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  /** Sent with POST. */
  body?: string
  /** How names are resolved. Default: as the system does. */
  lookup?: LookupFunction
}

export interface GuardedResponse {
  status: number
  headers: http.IncomingHttpHeaders
  body: Buffer
  /** Where the body came from after redirects. */
  url: URL
  /** False when the connection broke before the end, or the body was cut: `body` is what came until then. */
  complete: boolean
}

const DEFAULTS = { timeoutMs: 10_000, maxBytes: 10 * 1024 * 1024, maxRedirects: 5 }
const REDIRECTS = new Set([301, 302, 303, 307, 308])
const NOTHING: PrivateHosts = { hosts: new Set() }

/**
 * Calls a web address that nobody vouches for. Bounded in time, size and redirects, decompressed under the same
 * size limit, and refused wherever it leads to an address that is not public (each redirect is checked anew).
 * Any HTTP status is an answer; everything else that goes wrong is thrown as `WebError`.
 */
export async function guardedFetch(address: string, request: GuardedRequest = {}): Promise<GuardedResponse> {
  const { timeoutMs = DEFAULTS.timeoutMs, maxRedirects = DEFAULTS.maxRedirects } = request
  const timeout = timeoutSignal(timeoutMs)
  const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout
  try {
    let url = parseWebAddress(address)
    let headers = request.headers ?? {}
    for (let redirects = 0; ; redirects++) {
      const response = await connect(url, { ...request, headers, signal })
      const status = response.statusCode ?? 0
      const location = response.headers.location
      if (!REDIRECTS.has(status) || location === undefined || maxRedirects === 0) {
        const { body, complete } = await readBody(response, request, signal)
        return { status, headers: response.headers, body, url, complete }
      }
      response.destroy()
      if (redirects === maxRedirects) {
        throw new WebError(
          'TOO_MANY_REDIRECTS',
          `"${address}" was redirected more than ${maxRedirects} times, at last to "${location}".`,
        )
      }
      const next = parseWebAddress(location, url)
      if (next.origin !== url.origin) headers = withoutCredentials(headers)
      url = next
    }
  } catch (error) {
    throw describe(error, address, { ...request, timeoutMs, timeout })
  }
}

function connect(
  url: URL,
  { method, headers, body, privateHosts = NOTHING, lookup, signal }: GuardedRequest,
): Promise<http.IncomingMessage> {
  const client = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const request = client.request(url, {
      agent: false,
      method,
      lookup: guardedLookup(url, privateHosts, lookup),
      signal,
      headers: { 'user-agent': 'Orion/1.0', 'accept-encoding': 'gzip, deflate, br', ...headers },
    })
    request.on('response', resolve)
    request.on('error', reject)
    request.end(body)
  })
}

async function readBody(
  response: http.IncomingMessage,
  { maxBytes = DEFAULTS.maxBytes, overflow = 'refuse' }: FetchLimits,
  signal: AbortSignal,
): Promise<{ body: Buffer; complete: boolean }> {
  const declared = Number(response.headers['content-length'])
  if (declared > maxBytes && overflow === 'refuse') {
    response.destroy()
    throw tooLarge(maxBytes, `declares ${declared} bytes`)
  }
  const chunks: Buffer[] = []
  let size = 0
  const collect = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      size += chunk.length
      chunks.push(chunk)
      if (size > maxBytes) throw new RangeError('too large')
    }
  }
  try {
    const [first, second] = decoders(response.headers['content-encoding'])
    if (first && second) await pipeline(response, first, second, collect, { signal })
    else if (first) await pipeline(response, first, collect, { signal })
    else await pipeline(response, collect, { signal })
    return { body: Buffer.concat(chunks), complete: true }
  } catch (error) {
    // A pipeline that is broken off may tell of a closed stream instead of why it was.
    if (size > maxBytes && overflow === 'cut')
      return { body: Buffer.concat(chunks).subarray(0, maxBytes), complete: false }
    if (size > maxBytes) throw tooLarge(maxBytes, 'is still going on')
    if (signal.aborted || size === 0 || !isBrokenOff(error)) throw error
    return { body: Buffer.concat(chunks), complete: false }
  }
}

function tooLarge(maxBytes: number, how: string): WebError {
  return new WebError('TOO_LARGE', `The answer ${how}; at most ${maxBytes} bytes are read.`)
}

/** Decoders in the order in which the encodings must be undone. Two layers at most: more is a decompression bomb. */
function decoders(contentEncoding: string | undefined): Transform[] {
  const names = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '' && name !== 'identity')
  if (names.length > 2) {
    throw new WebError('BAD_ANSWER', `The answer is encoded ${names.length} times ("${contentEncoding}").`)
  }
  return names.reverse().map(name => {
    if (name === 'gzip' || name === 'x-gzip') return createGunzip()
    if (name === 'deflate') return createInflate()
    if (name === 'br') return createBrotliDecompress()
    throw new WebError('BAD_ANSWER', `The answer is encoded as "${name}", which was not asked for.`)
  })
}

function isBrokenOff(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'Z_BUF_ERROR'
}

function withoutCredentials(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !['authorization', 'cookie'].includes(name.toLowerCase())),
  )
}

function describe(
  error: unknown,
  address: string,
  { timeoutMs, timeout, signal, privateHosts }: GuardedRequest & { timeout: AbortSignal },
): WebError {
  if (error instanceof WebError) return error
  if (signal?.aborted)
    return new WebError('CANCELLED', `The call of "${address}" was cancelled.`, { cause: error })
  if (timeout.aborted) {
    return new WebError('TIMEOUT', `"${address}" did not answer in full within ${timeoutMs} ms.`, {
      cause: error,
    })
  }
  if (error instanceof PrivateAddressError) {
    const setting = privateHosts?.setting
    return new WebError(
      'PRIVATE_ADDRESS',
      `"${address}" leads to a private or reserved network address.${
        setting ? ` If that is meant, the operator can list the host in ${setting}.` : ''
      }`,
      { cause: error },
    )
  }
  const reason = error instanceof Error ? error.message || error.name : String(error)
  return new WebError('NETWORK', `"${address}" could not be reached: ${reason}`, { cause: error })
}
