import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Measurements of one process, in Prometheus' format, with those of Node.js and of HTTP requests. */
export function createRegistry(service: string) {
  const registry = new Registry()
  registry.setDefaultLabels({ service })
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    httpSeconds: new Histogram({
      name: 'orion_http_request_duration_seconds',
      help: 'Time to answer HTTP requests.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.025, 0.1, 0.5, 1, 5, 30],
      registers: [registry],
    }),
  }
}

/** The measurements every service takes. */
export function createMetrics(service: string) {
  const { registry, httpSeconds } = createRegistry(service)
  const registers = [registry]
  return {
    registry,
    httpSeconds,
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
      // Not `job`: that is Prometheus' own name for what it scrapes.
      labelNames: ['name', 'outcome'],
      buckets: [0.1, 0.5, 1, 5, 15, 30, 60, 300],
      registers,
    }),
    dependencyUp: new Gauge({
      name: 'orion_dependency_up',
      help: 'Whether what the service depends on can be used: 1 or 0.',
      labelNames: ['dependency'],
      registers,
    }),
    queueJobs: new Gauge({
      name: 'orion_queue_jobs',
      help: 'Jobs in the queues that the service takes from: waiting, active, delayed or failed.',
      labelNames: ['queue', 'state'],
      registers,
    }),
    outboxWaiting: new Gauge({
      name: 'orion_outbox_waiting',
      help: 'Events and jobs that are not handed over yet.',
      registers,
    }),
    deadLetters: new Gauge({
      name: 'orion_dead_letters',
      help: 'Events and jobs that were given up and not tried again.',
      registers,
    }),
  }
}
export type Metrics = ReturnType<typeof createMetrics>
