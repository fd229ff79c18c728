import type { Caller } from '../caller.ts'

/** Close codes of this gateway's WebSockets beside those of the graphql-ws protocol; clients may connect again. */
export const SOCKET_CLOSE = {
  /** The sign-in was refused, ended or was revoked: connect again with a fresh token. */
  forbidden: 4403,
  /** The client did not take what was sent to it. */
  tooSlow: 4490,
  /** The gateway stops: connect again, to another one. */
  goingAway: 1001,
} as const

/** A WebSocket that was acknowledged. */
export interface OpenSocket {
  caller: Caller
  close(code: number, reason: string): void
}

/** The WebSockets of this gateway, so that they can be closed for those who may no longer listen. */
export interface OpenSockets {
  /** @returns what takes it out again */
  add(socket: OpenSocket): () => void
  /** Closes every socket that a test holds for. @returns how many */
  close(matches: (caller: Caller) => boolean, code: number, reason: string): number
  readonly size: number
}

/** No sockets yet. Sockets whose sign-in ends are closed by themselves. */
export function createOpenSockets(): OpenSockets {
  const sockets = new Set<OpenSocket>()
  return {
    add(socket) {
      sockets.add(socket)
      const { expiresAt } = socket.caller
      const timer =
        expiresAt === null
          ? null
          : setTimeout(
              () => socket.close(SOCKET_CLOSE.forbidden, 'Token expired'),
              Math.max(0, expiresAt - Date.now()),
            )
      timer?.unref()
      return () => {
        if (timer) clearTimeout(timer)
        sockets.delete(socket)
      }
    },
    close(matches, code, reason) {
      const concerned = [...sockets].filter(({ caller }) => matches(caller))
      for (const socket of concerned) socket.close(code, reason)
      return concerned.length
    },
    get size() {
      return sockets.size
    },
  }
}
