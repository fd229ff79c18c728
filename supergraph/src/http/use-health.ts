import type { GatewayPlugin } from '../plugin.ts'
import { answerJson } from './answer.ts'

/** Answers `GET /health` with 200 as long as the process can answer at all. */
export function useHealth(): GatewayPlugin {
  return {
    onRequest(exchange) {
      if (exchange.path !== '/health') return false
      exchange.route = '/health'
      answerJson(exchange.response, 200, {
        status: 'ok',
        service: 'gateway',
        uptimeSeconds: Math.round(process.uptime()),
      })
      return true
    },
  }
}
