import type { IncomingMessage } from 'node:http'
import type { GatewayPlugin } from '../plugin.ts'
import { answerError } from './answer.ts'

/**
 * Refuses bodies above a size on one path. A body of unknown length is read here, so that what comes after needs no
 * check of its own.
 * @param path of the endpoint
 * @param maxBytes Default 256 KiB: reading more JSON than that costs more than refusing it may.
 */
export function useBodyLimit(path: string, maxBytes = 256 * 1024): GatewayPlugin {
  return {
    onRequest(exchange) {
      if (exchange.path !== path || exchange.method !== 'POST') return false
      const { request, response } = exchange
      const length = request.headers['content-length']
      if (length !== undefined && Number(length) <= maxBytes) return false
      const refuse = () => {
        const message = `The body is larger than ${maxBytes} bytes.`
        answerError(response, 413, 'CONTENT_TOO_LARGE', message, { connection: 'close' })
        return true
      }
      if (length !== undefined) return refuse()
      return readWithin(request, maxBytes).then(body => {
        if (!body) return refuse()
        Object.assign(request, { body })
        return false
      })
    },
  }
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
