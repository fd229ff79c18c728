import { type ExecutionArgs, getOperationAST } from 'graphql'
import { bothWatches } from '../graphql/event-watch.ts'
import { contextOf } from '../graphql/use-supergraph.ts'
import type { GatewayPlugin } from '../plugin.ts'
import type { GatewayMetrics } from './metrics.ts'

/**
 * Measures requests and operations, and shows all measurements at `GET /metrics`.
 * @param ownNames of the operations that always are told apart, whatever else clients send
 */
export function useMetrics(metrics: GatewayMetrics, ownNames: Iterable<string> = []): GatewayPlugin {
  const boundedName = createNameBound(ownNames)
  const labelsOf = ({ document, operationName }: ExecutionArgs) => {
    const operation = getOperationAST(document, operationName)
    return { operation: boundedName(operation?.name?.value), type: operation?.operation ?? 'query' }
  }
  const observe = (labels: ReturnType<typeof labelsOf>, startedAt: number, hasErrors: boolean) =>
    metrics.operationSeconds.observe(
      { ...labels, outcome: hasErrors ? 'errors' : 'ok' },
      (performance.now() - startedAt) / 1000,
    )
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
        const labels = labelsOf(args)
        return {
          onExecuteDone({ result }) {
            const hasErrors = 'errors' in result && (result.errors?.length ?? 0) > 0
            observe(labels, startedAt, hasErrors)
          },
        }
      },
      onSubscribe({ args }: { args: ExecutionArgs }) {
        const context = contextOf(args)
        const labels = labelsOf(args)
        context.watchEvent = bothWatches(context.watchEvent, () => {
          const startedAt = performance.now()
          return { ended: hasErrors => observe(labels, startedAt, hasErrors) }
        })
      },
    },
  }
}

/** Distinct names of operations that are told apart, beside our own. */
const FOREIGN_NAMES_AT_MOST = 100

/** Names as labels: clients choose them, so that only so many are told apart. */
function createNameBound(ownNames: Iterable<string>): (name: string | undefined) => string {
  const names = new Set(ownNames)
  const most = names.size + FOREIGN_NAMES_AT_MOST
  return name => {
    if (name === undefined) return 'anonymous'
    if (names.has(name)) return name
    if (names.size >= most || name.length > 60) return 'other'
    names.add(name)
    return name
  }
}
