import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A request to a receiver. */
export interface Received {
  path: string
  headers: IncomingHttpHeaders
  body: string
}

/** How a receiver answers: a status, or more. */
export interface Answer {
  status: number
  headers?: Record<string, string>
  body?: string
  /** Never answers. */
  hangs?: boolean
}

/** Somebody's own server that takes webhooks. */
export interface WebhookReceiver {
  url: string
  /** `127.0.0.1:port` */
  host: string
  received: Received[]
  /** What it answers to the nth request of a path, from 0. */
  answer: (path: string, nth: number) => Answer
  close(): Promise<void>
}

/** Starts a receiver on a free port; it accepts everything until told otherwise. */
export async function startReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const path = request.url ?? ''
    const nth = received.filter(each => each.path === path).length
    received.push({ path, headers: request.headers, body: await text(request) })
    const { status, headers, body, hangs } = receiver.answer(path, nth)
    if (!hangs) response.writeHead(status, headers).end(body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    received,
    answer: () => ({ status: 204 }),
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
  return receiver
}

/** How many of a message's signatures are good for a secret: the check of a receiver, written from the specification. */
export function goodSignatures({ headers, body }: Received, secret: string): number {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const expected = createHmac('sha256', key).update(signed).digest()
  return String(headers['webhook-signature'])
    .split(' ')
    .map(signature => signature.split(','))
    .filter(([version]) => version === 'v1')
    .map(([, signature = '']) => Buffer.from(signature, 'base64'))
    .filter(given => given.length === expected.length && timingSafeEqual(given, expected)).length
}
