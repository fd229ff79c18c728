import { getOperationAST } from 'graphql'
import type { GatewayPlugin } from '../plugin.ts'
import type { GatewayMetrics } from './metrics.ts'

/** Measures requests and operations, and shows all measurements at `GET /metrics`. */
export function useMetrics(metrics: GatewayMetrics): GatewayPlugin {
  const boundedName = createNameBound()
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
        const startedAt = performance.now()
        const operation = getOperationAST(args.document, args.operationName)
        const type = operation?.operation ?? 'query'
        const name = boundedName(operation?.name?.value)
        return {
          onExecuteDone({ result }) {
            const hasErrors = 'errors' in result && (result.errors?.length ?? 0) > 0
            metrics.operationSeconds.observe(
              { operation: name, type, outcome: hasErrors ? 'errors' : 'ok' },
              (performance.now() - startedAt) / 1000,
            )
          },
        }
      },
    },
  }
}

/** Distinct names of operations that are told apart. */
const NAMES_AT_MOST = 200

/** Names as labels: clients choose them, so that only so many are told apart. */
function createNameBound(): (name: string | undefined) => string {
  const names = new Set<string>()
  return name => {
    if (name === undefined) return 'anonymous'
    if (names.has(name)) return name
    if (names.size >= NAMES_AT_MOST || name.length > 60) return 'other'
    names.add(name)
    return name
  }
}
