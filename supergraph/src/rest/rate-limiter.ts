import type { Redis } from 'ioredis'

/** Where a caller stands in a group's limit. */
export interface RateLimitState {
  allowed: boolean
  limit: number
  remaining: number
  /** Seconds until the current window ends. */
  resetSeconds: number
}

/** Counts calls. */
export interface RateLimiter {
  /** Counts one call of `who` in a group. @param limit calls per minute */
  take(group: string, who: string, limit: number): Promise<RateLimitState>
}

const WINDOW_SECONDS = 60

/**
 * Counts a call in a sliding window made of two buckets: the last minute's calls weigh as much as the window still
 * covers of that minute. One script, so that gateways that count at the same time do not miscount.
 */
const SCRIPT = `
local previous = tonumber(redis.call('GET', KEYS[1]) or '0')
local current = tonumber(redis.call('GET', KEYS[2]) or '0')
local total = math.floor(previous * tonumber(ARGV[2])) + current
if total >= tonumber(ARGV[1]) then return {0, total} end
if redis.call('INCR', KEYS[2]) == 1 then redis.call('EXPIRE', KEYS[2], ARGV[3]) end
return {1, total + 1}
`

/** Counts in Redis, so that all gateways share the limits; without Redis each gateway counts for itself. */
export function createRateLimiter(redis: Redis, now: () => number = Date.now): RateLimiter {
  const local = new Map<string, number>()
  let localWindow = 0

  const takeLocally = (key: string, limit: number, window: number): [number, number] => {
    if (window !== localWindow) {
      localWindow = window
      local.clear()
    }
    const count = local.get(key) ?? 0
    if (count >= limit) return [0, count]
    local.set(key, count + 1)
    return [1, count + 1]
  }

  return {
    async take(group, who, limit) {
      const seconds = now() / 1000
      const window = Math.floor(seconds / WINDOW_SECONDS)
      const elapsed = seconds / WINDOW_SECONDS - window
      const keyOf = (at: number) => `orion:ratelimit:${group}:${who}:${at}`
      const counted =
        redis.status === 'ready'
          ? await redis
              .eval(SCRIPT, 2, keyOf(window - 1), keyOf(window), limit, 1 - elapsed, 2 * WINDOW_SECONDS)
              .then(readCount)
              .catch(() => null)
          : null
      const [allowed, total] = counted ?? takeLocally(`${group} ${who}`, limit, window)
      return {
        allowed: allowed === 1,
        limit,
        remaining: Math.max(0, limit - total),
        resetSeconds: Math.max(1, Math.ceil((1 - elapsed) * WINDOW_SECONDS)),
      }
    },
  }
}

function readCount(answer: unknown): [number, number] | null {
  return Array.isArray(answer) ? [Number(answer[0]), Number(answer[1])] : null
}
