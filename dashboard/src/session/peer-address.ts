import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { IncomingMessage } from 'node:http'

const FORWARDED_FOR = 'x-forwarded-for'
const REQUEST_START = 'http.server.request.start'

/**
 * Adds to each request's `X-Forwarded-For` who sent it, on the right, before Next.js sees the request. Next.js itself fills
 * the header only when the client left it out, and so would hand on as true whatever a client made up.
 * @returns stops it
 */
export function tellPeerAddresses(): () => void {
  const tell = (message: unknown) => {
    if (!(message instanceof Object && 'request' in message && message.request instanceof IncomingMessage))
      return
    const { headers, socket } = message.request
    const chain = [headers[FORWARDED_FOR] ?? [], socket.remoteAddress ?? []].flat()
    headers[FORWARDED_FOR] = chain.join(', ')
  }
  subscribe(REQUEST_START, tell)
  return () => void unsubscribe(REQUEST_START, tell)
}
