import type { IncomingMessage } from 'node:http'
import { pipeline, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { findBrokenJsonLimit } from '../limits/find-broken-json-limit.ts'
import type { GatewayPlugin } from '../plugin.ts'
import { answerError, answerJson } from './answer.ts'
import type { Exchange } from './exchange.ts'
import { readBody } from './read-body.ts'

/** Smaller bodies are parsed faster than anybody could look at them. */
const LOOKED_AT_FROM_BYTES = 16 * 1024

/** How bodies may be compressed (https://www.rfc-editor.org/rfc/rfc9110#section-8.4). */
const DECODERS = new Map([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
])

/**
 * Refuses bodies above a size on one path, and large ones that hold more levels or values than variables may before they
 * are parsed. Bodies are read here, before anybody asks who sends them: else a sign-in that ends while a body is on its way
 * would count until the body is there.
 * @param path of the endpoint
 * @param maxBytes of the body, decompressed. Default 256 KiB: reading more JSON than that costs more than refusing it may.
 */
export function useBodyLimit(path: string, maxBytes = 256 * 1024): GatewayPlugin {
  return {
    onRequest(exchange) {
      if (exchange.path !== path || exchange.method !== 'POST') return false
      const { request, response } = exchange
      const length = request.headers['content-length']
      const refuse = () => {
        const message = `The body is larger than ${maxBytes} bytes.`
        answerError(response, 413, 'CONTENT_TOO_LARGE', message, { connection: 'close' })
        return true
      }
      const encoding = request.headers['content-encoding']
      if (encoding !== undefined && encoding !== 'identity')
        return readCompressed(exchange, encoding, maxBytes, refuse)
      if (length !== undefined) {
        if (Number(length) > maxBytes) return refuse()
        return readBody(request).then(body => look(exchange, body))
      }
      return readWithin(request, maxBytes).then(body => (body ? look(exchange, body) : refuse()))
    },
  }
}

/** Leaves a body that was read for those who come after, unless it is refused. */
function look({ request, response }: Exchange, body: Buffer): boolean {
  const message = body.length < LOOKED_AT_FROM_BYTES ? null : findBrokenJsonLimit(body)
  if (message)
    answerJson(response, 400, { errors: [{ message, extensions: { code: 'OPERATION_TOO_LARGE' } }] })
  else Object.assign(request, { body })
  return message !== null
}

async function readCompressed(
  exchange: Exchange,
  encoding: string,
  maxBytes: number,
  refuse: () => boolean,
): Promise<boolean> {
  const { request, response } = exchange
  const decoder = DECODERS.get(encoding.toLowerCase())?.()
  if (!decoder) {
    const message = `A body must not be encoded as ${encoding}.`
    const headers = { 'accept-encoding': [...DECODERS.keys()].join(', '), connection: 'close' }
    answerError(response, 415, 'UNSUPPORTED_MEDIA_TYPE', message, headers)
    return true
  }
  // What fails is told by reading; the response must outlive it.
  pipeline(request, decoder, () => {})
  try {
    const body = await readWithin(decoder, maxBytes)
    return body ? look(exchange, body) : refuse()
  } catch {
    answerError(response, 400, 'BAD_REQUEST', `The body is not encoded as ${encoding}.`, {
      connection: 'close',
    })
    return true
  }
}

async function readWithin(body: Readable | IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > maxBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
