import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { SOCKET_CLOSE } from './open-connections.ts'

/** What may wait in a socket before its client counts as too slow. */
const BUFFERED_BYTES_AT_MOST = 4 * 1024 * 1024

/** Sends text that is UTF-8 already, in two parts: one of the client's own, one that many clients share. */
export type FrameWriter = (own: Buffer, shared: Buffer) => void

/**
 * Writes each text as one WebSocket frame (RFC 6455, 5.2) in one piece straight into the connection, which `ws` would
 * encode anew for each client. Frames that `ws` writes itself are whole as well, so the two never mix. A client that
 * does not take what it is sent is closed, and cut off soon after by the keep-alive.
 * @param connection under the socket; without compression
 */
export function createFrameWriter(socket: WebSocket, connection: Duplex): FrameWriter {
  return (own, shared) => {
    if (socket.readyState !== socket.OPEN) return
    if (connection.writableLength > BUFFERED_BYTES_AT_MOST) socket.close(SOCKET_CLOSE.tooSlow, 'Too slow')
    else connection.write(frame(own, shared))
  }
}

const FINAL_TEXT = 0x81

function frame(own: Buffer, shared: Buffer): Buffer {
  const length = own.length + shared.length
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const bytes = Buffer.allocUnsafe(head + length)
  bytes[0] = FINAL_TEXT
  if (head === 2) bytes[1] = length
  else if (head === 4) {
    bytes[1] = 126
    bytes.writeUInt16BE(length, 2)
  } else {
    bytes[1] = 127
    bytes.writeBigUInt64BE(BigInt(length), 2)
  }
  own.copy(bytes, head)
  shared.copy(bytes, head + own.length)
  return bytes
}
