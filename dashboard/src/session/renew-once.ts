import type { AuthResult } from './gateway-auth.ts'

/**
 * Renews each refresh token once, however many requests ask at the same time: refresh tokens rotate, and using one
 * twice ends the whole session. The result is kept for `keepMs` for requests that were sent before its cookies came.
 */
export function createRenewOnce(keepMs = 10_000) {
  const pending = new Map<string, Promise<AuthResult>>()

  return (refreshToken: string, renew: () => Promise<AuthResult>): Promise<AuthResult> => {
    const known = pending.get(refreshToken)
    if (known) return known
    const result = renew()
    pending.set(refreshToken, result)
    const forget = () => pending.delete(refreshToken)
    result.then(({ kind }) => (kind === 'tokens' ? setTimeout(forget, keepMs).unref() : forget()), forget)
    return result
  }
}
