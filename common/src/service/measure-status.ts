import type { Metrics } from './metrics.ts'
import type { ServiceStatus } from './service-status.ts'

/** Sets the gauges of what the service depends on and what waits in it. What the status does not know is not told. */
export function measureStatus(
  metrics: Metrics,
  { checks, queues, outboxWaiting, deadLetters }: ServiceStatus,
) {
  metrics.dependencyUp.reset()
  for (const [dependency, { ok }] of Object.entries(checks))
    metrics.dependencyUp.set({ dependency }, ok ? 1 : 0)
  metrics.queueJobs.reset()
  for (const { name, workers: _, ...states } of queues ?? [])
    for (const [state, count] of Object.entries(states)) metrics.queueJobs.set({ queue: name, state }, count)
  setOrLeaveOut(metrics.outboxWaiting, outboxWaiting)
  setOrLeaveOut(metrics.deadLetters, deadLetters)
}

function setOrLeaveOut(gauge: Metrics['deadLetters'], value: number | null): void {
  if (value === null) gauge.remove()
  else gauge.set(value)
}
