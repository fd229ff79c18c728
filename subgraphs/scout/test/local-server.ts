import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface LocalServer {
  /** `http://127.0.0.1:port` */
  url: string
  /** `127.0.0.1:port`, as in a list of private hosts. */
  host: string
  requests: IncomingMessage[]
}

/** An HTTP server on a free port of this machine, closed at the end of the test. */
export async function serve(handler: RequestListener): Promise<LocalServer> {
  const { close, ...server } = await openServer(handler)
  onTestFinished(close)
  return server
}

/** The same, closed by whoever opens it. */
export async function openServer(
  handler: RequestListener,
): Promise<LocalServer & { close(): Promise<void> }> {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    handler(request, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    requests,
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

export function answerWith(body: string | Buffer, headers: Record<string, string> = {}, status = 200) {
  return (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, headers).end(body)
  }
}

export const answerWithJson = (value: unknown, status = 200, headers: Record<string, string> = {}) =>
  answerWith(JSON.stringify(value), { 'content-type': 'application/json', ...headers }, status)
