import { subscribe } from 'node:diagnostics_channel'
import { IncomingMessage } from 'node:http'

const FORWARDED_FOR = 'x-forwarded-for'

/**
 * Adds to each request's `X-Forwarded-For` who sent it, on the right, before Next.js sees the request. Next.js itself fills
 * the header only when the client left it out, and so would hand on as true whatever a client made up.
 */
export function tellPeerAddresses(): void {
  subscribe('http.server.request.start', message => {
    if (!(message instanceof Object && 'request' in message && message.request instanceof IncomingMessage))
      return
    const { headers, socket } = message.request
    const chain = [headers[FORWARDED_FOR] ?? [], socket.remoteAddress ?? []].flat()
    headers[FORWARDED_FOR] = chain.join(', ')
  })
}
