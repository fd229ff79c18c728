import { type Caller, countedAs } from '../caller.ts'

/**
 * Close codes of this gateway's WebSockets beside those of the graphql-ws protocol. Clients may connect again after each
 * of them.
 */
export const SOCKET_CLOSE = {
  /** The sign-in was refused, ended or was revoked: connect again with a fresh token. */
  forbidden: 4403,
  /** The client did not take what was sent to it. */
  tooSlow: 4490,
  /** The user has too many connections open. */
  tooMany: 4491,
  /** The gateway stops: connect again, to another one. */
  goingAway: 1001,
} as const

/** A WebSocket that was acknowledged, or a stream of server-sent events. */
export interface OpenConnection {
  caller: Caller
  close(code: number, reason: string): void
  /** Called once a second, for keep-alive. */
  tick?(now: number): void
}

/** The live connections of this gateway, so that they can be closed for those who may no longer listen. */
export interface OpenConnections {
  /**
   * @returns what takes it out again
   * @throws TooManyConnectionsError
   */
  add(connection: OpenConnection): () => void
  /** Closes every connection that a test holds for. @returns how many */
  close(matches: (caller: Caller) => boolean, code: number, reason: string): number
  /** Closes every connection whose access has ended; all are asked about. */
  closeEnded(): Promise<void>
  readonly size: number
}

/** A user, or an address where nobody is signed in, has as many connections as one may have. */
export class TooManyConnectionsError extends Error {
  override readonly name = 'TooManyConnectionsError'
  constructor(most: number) {
    super(`More than ${most} live connections of one user`)
  }
}

const TICK_MS = 1000

/**
 * No connections yet. One clock serves all of them: those whose sign-in ended are closed within a second.
 * @param perUser how many connections one user may have at this gateway. Default: any number.
 * @param hasEnded whether the access of who holds a connection was revoked. Each is asked about once it is in, for what is
 *   revoked between the check of a sign-in and then is told before there is anything to close.
 */
export function createOpenConnections(
  perUser = Number.POSITIVE_INFINITY,
  hasEnded: (caller: Caller) => Promise<boolean> = async () => false,
): OpenConnections {
  const connections = new Set<OpenConnection>()
  const counts = new Map<string, number>()
  let clock: NodeJS.Timeout | null = null

  const tick = () => {
    const now = Date.now()
    for (const connection of connections) {
      const { expiresAt } = connection.caller
      if (expiresAt !== null && expiresAt <= now) connection.close(SOCKET_CLOSE.forbidden, 'Token expired')
      connection.tick?.(now)
    }
  }

  const closeIfEnded = async (connection: OpenConnection) => {
    if ((await hasEnded(connection.caller)) && connections.has(connection))
      connection.close(SOCKET_CLOSE.forbidden, 'Session revoked')
  }

  return {
    add(connection) {
      const who = countedAs(connection.caller)
      const count = (counts.get(who) ?? 0) + 1
      if (count > perUser) throw new TooManyConnectionsError(perUser)
      counts.set(who, count)
      connections.add(connection)
      clock ??= setInterval(tick, TICK_MS).unref()
      // Where it cannot be asked now, all are asked about once it can.
      closeIfEnded(connection).catch(() => {})
      return () => {
        if (!connections.delete(connection)) return
        const left = (counts.get(who) ?? 1) - 1
        if (left > 0) counts.set(who, left)
        else counts.delete(who)
        if (connections.size > 0 || !clock) return
        clearInterval(clock)
        clock = null
      }
    },
    close(matches, code, reason) {
      const concerned = [...connections].filter(({ caller }) => matches(caller))
      for (const connection of concerned) connection.close(code, reason)
      return concerned.length
    },
    async closeEnded() {
      await Promise.all([...connections].map(closeIfEnded))
    },
    get size() {
      return connections.size
    },
  }
}
