import { createRegistry } from '@orion/common/service/metrics'
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

/** What the gateway measures, in Prometheus' format at /metrics. */
export interface GatewayMetrics {
  registry: Registry
  httpSeconds: Histogram<'method' | 'route' | 'status'>
  operationSeconds: Histogram<'operation' | 'type' | 'outcome'>
  planSeconds: Histogram
  plansReused: Counter
  subgraphSeconds: Histogram<'subgraph' | 'outcome'>
  sharedReads: Counter<'subgraph'>
}

/** What the gauges tell, read whenever somebody asks. */
export interface Gauges {
  sockets: () => number
  receivers: () => number
  subscriptions: () => number
  circuits: () => { subgraph: string; circuit: string }[]
}

/** Creates the measurements. */
export function createMetrics(gauges: Gauges): GatewayMetrics {
  const { registry, httpSeconds } = createRegistry('gateway')
  const registers = [registry]
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  gauge('orion_gateway_sockets', 'Open WebSockets.', gauges.sockets)
  gauge('orion_gateway_subscribers', 'Receivers of live subscriptions.', gauges.receivers)
  gauge('orion_gateway_subscriptions', 'Live subscriptions that receivers share.', gauges.subscriptions)
  new Gauge({
    name: 'orion_gateway_circuit_open',
    help: 'Whether a subgraph is left alone since it failed too often: 1 or 0.',
    labelNames: ['subgraph'],
    registers,
    collect() {
      this.reset()
      for (const { subgraph, circuit } of gauges.circuits())
        this.set({ subgraph }, circuit === 'closed' ? 0 : 1)
    },
  })
  return {
    registry,
    httpSeconds,
    operationSeconds: new Histogram({
      name: 'orion_gateway_operation_duration_seconds',
      help: 'Time of GraphQL operations, and of each event of a subscription, by their names; names after the first 200 count as other.',
      labelNames: ['operation', 'type', 'outcome'],
      buckets: [0.005, 0.025, 0.1, 0.5, 2, 10],
      registers,
    }),
    planSeconds: new Histogram({
      name: 'orion_gateway_plan_duration_seconds',
      help: 'Time to plan and compile operations that were new.',
      buckets: [0.001, 0.005, 0.025, 0.1, 0.5],
      registers,
    }),
    plansReused: new Counter({
      name: 'orion_gateway_plans_reused_total',
      help: 'Operations whose plan was there already.',
      registers,
    }),
    subgraphSeconds: new Histogram({
      name: 'orion_gateway_subgraph_duration_seconds',
      help: 'Time of calls to subgraphs, retries included.',
      labelNames: ['subgraph', 'outcome'],
      buckets: [0.002, 0.01, 0.05, 0.25, 1, 5, 10],
      registers,
    }),
    sharedReads: new Counter({
      name: 'orion_gateway_shared_reads_total',
      help: 'Reads that joined an identical one in flight.',
      labelNames: ['subgraph'],
      registers,
    }),
  }
}
