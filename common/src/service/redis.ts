import { Redis } from 'ioredis'
import { describeError } from '../errors.ts'
import type { Logger } from '../logging.ts'

/**
 * Opens a connection to Redis that comes back by itself. `blocking` is for workers, which wait as long as it takes; other
 * connections fail a command after a few seconds without Redis.
 */
export function openRedis(url: string, log: Logger, { blocking = false } = {}): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: blocking ? null : 3,
    retryStrategy: attempt => Math.min(attempt * 100, 1000),
    enableReadyCheck: true,
  })
  let told = false
  redis.on('error', error => {
    if (!told) log.warn({ error: describeError(error) }, 'Redis cannot be reached; trying on')
    told = true
  })
  redis.on('ready', () => {
    if (told) log.info('Redis is back')
    told = false
  })
  return redis
}
