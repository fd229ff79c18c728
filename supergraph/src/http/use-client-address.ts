import type { Caller } from '../caller.ts'
import type { GatewayPlugin } from '../plugin.ts'
import { createClientAddress } from './client-address.ts'

/**
 * Finds out from where a caller comes when proxies stand before the gateway. All that counts, limits or records addresses
 * comes after it and goes by `caller.ip`.
 * @param trusted addresses and networks of the proxies whose X-Forwarded-For is believed; none by default
 */
export function useClientAddress(trusted: readonly string[] = []): GatewayPlugin {
  const clientAddress = createClientAddress(trusted)
  const find = (caller: Caller) => {
    const header = caller.headers['x-forwarded-for']
    caller.ip = clientAddress(caller.ip, Array.isArray(header) ? header.join(',') : header)
  }
  return {
    onRequest({ caller }) {
      find(caller)
      return false
    },
    onSocket: find,
  }
}
