import { SOCKET_CLOSE, TooManyConnectionsError } from './open-connections.ts'

/** The code and reason with which a socket is closed that was not admitted. */
export function refusalOf(error: unknown): { code: number; reason: string } {
  const message = error instanceof Error ? error.message : 'Forbidden'
  return {
    code: error instanceof TooManyConnectionsError ? SOCKET_CLOSE.tooMany : SOCKET_CLOSE.forbidden,
    // A close reason may have 123 bytes.
    reason: Buffer.byteLength(message) <= 123 ? message : 'Forbidden',
  }
}
