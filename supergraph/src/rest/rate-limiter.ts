import { within } from '@orion/common/service/health'
import { redisScript } from '@orion/common/service/redis-script'
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
  /**
   * Counts a call of `who` in a group, unless that breaks the limit.
   * @param limit per minute
   * @param amount what the call counts for. Default 1.
   */
  take(group: string, who: string, limit: number, amount?: number): Promise<RateLimitState>
}

const WINDOW_SECONDS = 60
/** Callers that one gateway counts for itself at most, while Redis is away. */
const LOCAL_CALLERS = 10_000

/**
 * Counts a call in a sliding window made of two buckets: the last minute's calls weigh as much as the window still
 * covers of that minute, rounded up. One script, so that gateways that count at the same time do not miscount.
 */
const count = redisScript(`
local previous = tonumber(redis.call('GET', KEYS[1]) or '0')
local current = tonumber(redis.call('GET', KEYS[2]) or '0')
local total = math.ceil(previous * tonumber(ARGV[2])) + current
local amount = tonumber(ARGV[4])
if total + amount > tonumber(ARGV[1]) then return {0, total} end
if redis.call('INCRBY', KEYS[2], amount) == amount then redis.call('EXPIRE', KEYS[2], ARGV[3]) end
return {1, total + amount}
`)

/**
 * Counts in Redis, so that all gateways share the limits. Without Redis, or when it does not answer in time, each gateway
 * counts for itself: no caller is let through uncounted, and what is remembered of them is bounded.
 * @param timeoutMs that Redis may take. Default 250 ms.
 */
export function createRateLimiter(redis: Redis, now: () => number = Date.now, timeoutMs = 250): RateLimiter {
  const local = createLocalCounts()
  return {
    async take(group, who, limit, amount = 1) {
      const seconds = now() / 1000
      const window = Math.floor(seconds / WINDOW_SECONDS)
      const elapsed = seconds / WINDOW_SECONDS - window
      const keyOf = (at: number) => `orion:ratelimit:${group}:${who}:${at}`
      const counted =
        redis.status === 'ready'
          ? await within(
              count(
                redis,
                [keyOf(window - 1), keyOf(window)],
                [limit, 1 - elapsed, 2 * WINDOW_SECONDS, amount],
              ),
              timeoutMs,
            )
              .then(readCount)
              .catch(() => null)
          : null
      const [allowed, total] = counted ?? local(`${group} ${who}`, limit, amount, window)
      return {
        allowed: allowed === 1,
        limit,
        remaining: Math.max(0, limit - total),
        resetSeconds: Math.max(1, Math.ceil((1 - elapsed) * WINDOW_SECONDS)),
      }
    },
  }
}

/** Counts by caller within the current minute. Above the bound, callers that are new share one count. */
function createLocalCounts() {
  const counts = new Map<string, number>()
  let current = 0
  return (caller: string, limit: number, amount: number, window: number): [number, number] => {
    if (window !== current) {
      current = window
      counts.clear()
    }
    const key = counts.size < LOCAL_CALLERS || counts.has(caller) ? caller : ''
    const count = counts.get(key) ?? 0
    if (count + amount > limit) return [0, count]
    counts.set(key, count + amount)
    return [1, count + amount]
  }
}

function readCount(answer: unknown): [number, number] | null {
  return Array.isArray(answer) ? [Number(answer[0]), Number(answer[1])] : null
}
