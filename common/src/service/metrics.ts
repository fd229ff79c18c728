import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** The measurements every service takes, in Prometheus' format at /metrics. */
export function createMetrics(service: string) {
  const registry = new Registry()
  registry.setDefaultLabels({ service })
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    httpSeconds: new Histogram({
      name: 'orion_http_request_duration_seconds',
      help: 'Time to answer HTTP requests.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.025, 0.1, 0.5, 1, 5, 30],
      registers,
    }),
    eventsRelayed: new Counter({
      name: 'orion_events_relayed_total',
      help: 'Events and jobs moved on from the outbox.',
      labelNames: ['kind', 'name'],
      registers,
    }),
    eventsHandled: new Counter({
      name: 'orion_events_handled_total',
      help: 'Events taken from the queue.',
      labelNames: ['name', 'outcome'],
      registers,
    }),
    jobSeconds: new Histogram({
      name: 'orion_job_duration_seconds',
      help: 'Time jobs took.',
      labelNames: ['job', 'outcome'],
      buckets: [0.1, 0.5, 1, 5, 15, 30, 60, 300],
      registers,
    }),
  }
}
export type Metrics = ReturnType<typeof createMetrics>
