import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'

/** Headers that belong to the offer. */
const OFFER = new Set(['upgrade', 'connection', 'http2-settings'])

/**
 * Answers a request that offers to go on in another protocol as if it did not, as HTTP has it for protocols that a server does not
 * speak (https://www.rfc-editor.org/rfc/rfc9110#section-7.8). Java's HttpClient and `curl --http2` offer HTTP/2 with every first
 * request. Node reads such a connection no further, so that it is given to the server anew, and the request with it.
 */
export function ignoreUpgrade(
  server: Server,
  { method, url, rawHeaders }: IncomingMessage,
  connection: Duplex,
  head: Buffer,
): void {
  const lines = [`${method} ${url} HTTP/1.1`]
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    if (!OFFER.has(name.toLowerCase())) lines.push(`${name}: ${rawHeaders[at + 1]}`)
  }
  connection.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]))
  server.emit('connection', connection)
}
