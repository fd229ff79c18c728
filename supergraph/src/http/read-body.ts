import type { IncomingMessage } from 'node:http'

/**
 * Reads the whole body of a request. What a step before read already is taken from where it left it.
 * @throws when the client leaves before its end.
 */
export function readBody(request: IncomingMessage & { body?: unknown }): Promise<Buffer> {
  if (Buffer.isBuffer(request.body)) return Promise.resolve(request.body)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.once('error', reject)
    request.once('end', () => {
      const [first] = chunks
      resolve(chunks.length === 1 && first ? first : Buffer.concat(chunks))
    })
  })
}
