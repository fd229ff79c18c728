import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { NextRequest } from 'next/server'
import { onTestFinished, vi } from 'vitest'

/** A request as the local gateway got it. */
export interface Received {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
}

/**
 * Starts a server that stands where the gateway stands and lets the dashboard know it. It answers with what `answer`
 * does, and ends with the test. @returns every request it got, in order
 */
export async function localGateway(
  answer: (received: Received, response: ServerResponse) => void,
): Promise<Received[]> {
  const all: Received[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const received = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body }
    all.push(received)
    answer(received, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The local gateway has no port.')
  pointTo(`http://127.0.0.1:${address.port}`)
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  })
  return all
}

/** Lets the dashboard believe that the gateway is where nothing listens. */
export function noGateway(): void {
  pointTo('http://127.0.0.1:1')
}

/** Until the end of the test. */
function pointTo(url: string) {
  vi.stubEnv('ORION_GATEWAY_URL', url)
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

interface PageRequest {
  body?: object
  cookies?: Record<string, string>
  headers?: Record<string, string>
}

/** A request as a page of the dashboard makes it. */
export function fromPage(
  path: string,
  { body = {}, cookies = {}, headers = {} }: PageRequest = {},
): NextRequest {
  const cookie = Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')
  return new NextRequest(`http://127.0.0.1:3001${path}`, {
    method: 'POST',
    headers: {
      'x-orion-dashboard': '1',
      'content-type': 'application/json',
      ...(cookie && { cookie }),
      ...headers,
    },
    body: JSON.stringify(body),
  })
}

/** The cookies an answer sets, by name, each as its attributes. */
export function cookiesOf(response: Response): Record<string, string[]> {
  return Object.fromEntries(
    response.headers.getSetCookie().map(line => {
      const [pair = '', ...attributes] = line.split('; ')
      const [name = '', value = ''] = pair.split('=')
      return [name, [value, ...attributes]]
    }),
  )
}
