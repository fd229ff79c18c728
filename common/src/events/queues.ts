import { type JobsOptions, Queue } from 'bullmq'
import type { Redis } from 'ioredis'

/** The queue with the events a service subscribes to. */
export const eventQueueName = (service: string) => `orion-events-${service}`
/** The queue of one kind of job of a service. */
export const jobQueueName = (service: string, job: string) => `orion-${service}-${job}`

const KEEP = {
  removeOnComplete: { age: 3600, count: 1000 },
  removeOnFail: { age: 7 * 24 * 3600, count: 1000 },
}

/** How events are tried: eight times over about two minutes. */
export const eventJobOptions: JobsOptions = {
  ...KEEP,
  attempts: 8,
  backoff: { type: 'exponential', delay: 500 },
}

/** How jobs are tried when their definition says nothing else. */
export const jobOptions = (attempts: number): JobsOptions => ({
  ...KEEP,
  attempts,
  backoff: { type: 'exponential', delay: 1000 },
})

/** Opens queues by name, once each, over one connection. */
export function createQueues(connection: Redis) {
  const queues = new Map<string, Queue>()
  return {
    open(name: string): Queue {
      let queue = queues.get(name)
      if (!queue) {
        queue = new Queue(name, { connection })
        queue.on('error', () => {}) // the connection reports its own errors; an unheard event would end the process
        queues.set(name, queue)
      }
      return queue
    },
    async close(): Promise<void> {
      await Promise.allSettled([...queues.values()].map(queue => queue.close()))
    },
  }
}
export type Queues = ReturnType<typeof createQueues>
