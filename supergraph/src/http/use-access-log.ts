import type { Logger } from 'pino'
import type { GatewayPlugin } from '../plugin.ts'

/** Routes that are asked so often by machines that they are worth a line only when one wants every line. */
const QUIET = new Set(['/health', '/ready', '/metrics'])

/** Logs each request when its answer ended. */
export function useAccessLog(log: Logger): GatewayPlugin {
  return {
    onRequest({ method, path, caller, response, startedAt }) {
      response.once('close', () => {
        const line = {
          requestId: caller.requestId,
          traceId: caller.traceparent?.slice(3, 35),
          method,
          path,
          status: response.statusCode,
          milliseconds: Math.round(performance.now() - startedAt),
          userId: caller.viewer?.userId,
          ip: caller.ip,
        }
        if (QUIET.has(path)) log.trace(line, 'request')
        else log[response.statusCode >= 500 ? 'warn' : 'debug'](line, 'request')
      })
      return false
    },
  }
}
