import { Cancellation } from '../execution/cancellation.ts'
import type { GatewayPlugin } from '../plugin.ts'

/** Cancels what an operation fetches when its client leaves before the answer. */
export function useCancellation(): GatewayPlugin {
  return {
    onRequest({ caller, response }) {
      const cancellation = new Cancellation()
      caller.cancellation = cancellation
      response.once('close', () => {
        if (!response.writableEnded) cancellation.cancel()
      })
      return false
    },
  }
}
