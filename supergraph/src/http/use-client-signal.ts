import type { GatewayPlugin } from '../plugin.ts'

/** Aborts what an operation fetches when its client leaves before the answer. */
export function useClientSignal(): GatewayPlugin {
  return {
    onRequest({ caller, response }) {
      const abort = new AbortController()
      caller.signal = abort.signal
      response.once('close', () => {
        if (!response.writableEnded) abort.abort()
      })
      return false
    },
  }
}
