import type { Duplex } from 'node:stream'

/**
 * Answers a request to become a WebSocket with a status, and lets go of the connection: a client that keeps its side open
 * would otherwise stay, and keep the gateway from stopping.
 * @param status code and reason, such as `404 Not Found`
 */
export function refuseUpgrade(connection: Duplex, status: string): void {
  connection.once('finish', () => connection.destroy())
  connection.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
}
