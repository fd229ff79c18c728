import { getOperationAST } from 'graphql'
import type { GatewayPlugin } from '../plugin.ts'
import type { GatewayMetrics } from './metrics.ts'

/** Measures requests and operations, and shows all measurements at `GET /metrics`. */
export function useMetrics(metrics: GatewayMetrics): GatewayPlugin {
  return {
    onRequest(exchange) {
      const { response, method, startedAt, path } = exchange
      response.once('close', () => {
        const labels = { method, route: exchange.route, status: response.statusCode }
        metrics.httpSeconds.observe(labels, (performance.now() - startedAt) / 1000)
      })
      if (path !== '/metrics') return false
      exchange.route = '/metrics'
      return metrics.registry.metrics().then(text => {
        response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text)
        return true
      })
    },
    graphql: {
      onExecute({ args }) {
        const type = getOperationAST(args.document, args.operationName)?.operation ?? 'query'
        return {
          onExecuteDone({ result }) {
            const hasErrors = 'errors' in result && (result.errors?.length ?? 0) > 0
            metrics.operations.inc({ type, outcome: hasErrors ? 'errors' : 'ok' })
          },
        }
      },
      onSubscribe() {
        metrics.operations.inc({ type: 'subscription', outcome: 'ok' })
      },
    },
  }
}
