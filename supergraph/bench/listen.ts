import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readBody } from '../src/http/read-body.ts'

/**
 * Serves JSON on a free port of 127.0.0.1 and tells its address on standard output, as the gateway does.
 * @param answer makes the text of an answer from the path and the body of a request
 */
export async function listen(answer: (path: string, body: string) => Promise<string>): Promise<void> {
  const server = createServer(async (request, response) => {
    const body = await readBody(request)
    const bytes = Buffer.from(await answer(request.url ?? '/', body.toString()))
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length })
    response.end(bytes)
  })
  server.keepAliveTimeout = 65_000
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`)
}
