import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'

/** A script that Redis runs as one step. Answers what the script answers. */
export type RedisScript = (
  redis: Redis,
  keys: readonly string[],
  values: readonly (string | number)[],
) => Promise<unknown>

/**
 * Makes a Lua script to be called. It is named by its digest, under which Redis keeps it, and sent only to a Redis that does
 * not know it yet, such as one that was started anew.
 */
export function redisScript(text: string): RedisScript {
  const digest = createHash('sha1').update(text).digest('hex')
  return async (redis, keys, values) => {
    try {
      return await redis.evalsha(digest, keys.length, ...keys, ...values)
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error
      return redis.eval(text, keys.length, ...keys, ...values)
    }
  }
}
