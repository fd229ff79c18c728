import type { IncomingMessage } from 'node:http'
import { findBrokenJsonLimit } from '../limits/find-broken-json-limit.ts'
import type { GatewayPlugin } from '../plugin.ts'
import { answerError, answerJson } from './answer.ts'
import type { Exchange } from './exchange.ts'
import { readBody } from './read-body.ts'

/** Smaller bodies are parsed faster than anybody could look at them. */
const LOOKED_AT_FROM_BYTES = 16 * 1024

/**
 * Refuses bodies above a size on one path, and large ones that hold more levels or values than variables may before they
 * are parsed. Bodies are read here, before anybody asks who sends them: else a sign-in that ends while a body is on its way
 * would count until the body is there.
 * @param path of the endpoint
 * @param maxBytes Default 256 KiB: reading more JSON than that costs more than refusing it may.
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

async function readWithin(request: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > maxBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
