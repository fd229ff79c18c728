import type { WebSocket } from 'ws'

/** How long a socket may take to close before its connection is cut. */
const CLOSING_MS = 5000

/**
 * Pings a socket and cuts it off when it answered none of the pings until the next one, or takes too long to close.
 * @param intervalMs between pings
 * @returns what has to be called every second or so; sockets need no timers of their own
 */
export function keepAlive(socket: WebSocket, intervalMs: number): (now: number) => void {
  let pingedAt = Date.now()
  let isAnswered = true
  let closingSince = 0
  socket.on('pong', () => {
    isAnswered = true
  })
  return now => {
    if (socket.readyState === socket.CLOSING) {
      closingSince ||= now
      if (now - closingSince >= CLOSING_MS) socket.terminate()
    } else if (now - pingedAt >= intervalMs) {
      if (!isAnswered) socket.terminate()
      else {
        pingedAt = now
        isAnswered = false
        socket.ping()
      }
    }
  }
}
