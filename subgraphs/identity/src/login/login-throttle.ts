import { createHash } from 'node:crypto'
import { OrionError, type ServiceTools } from '@orion/common'
import { networkOf } from '@orion/common/access/network'
import { z } from 'zod'

type Redis = ServiceTools<unknown, unknown>['redis']

/** Too many attempts in a row: the next one has to wait. */
export class TooManyAttemptsError extends OrionError {
  readonly retryAfterSeconds: number
  /** True for the first refusal of an account or an address in 15 minutes: what is noted of refusals is noted then. */
  readonly isNews: boolean

  constructor(retryAfterSeconds: number, isNews = false) {
    super(`Too many attempts. Try again in ${retryAfterSeconds} s.`, {
      code: 'TOO_MANY_ATTEMPTS',
      status: 429,
      details: { retryAfterSeconds },
    })
    this.retryAfterSeconds = retryAfterSeconds
    this.isNews = isNews
  }
}

/** Attempts without a wait: for one account from anywhere, and for one address with any accounts. */
export const FREE_ATTEMPTS = { account: 5, address: 30 }
const LONGEST_WAIT_MS = 15 * 60_000
const FORGOTTEN_AFTER_MS = 60 * 60_000

// An attempt is counted before its outcome is known, so that a thousand guesses at once are no better than one after another.
const BEGIN = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local wait = 0
for _, key in ipairs(KEYS) do
  local blockedUntil = tonumber(redis.call('HGET', key, 'blockedUntil') or '0')
  wait = math.max(wait, blockedUntil - now)
end
if wait > 0 then
  local news = 0
  for _, key in ipairs(KEYS) do
    local isBlocked = tonumber(redis.call('HGET', key, 'blockedUntil') or '0') > now
    if isBlocked and tonumber(redis.call('HGET', key, 'toldUntil') or '0') <= now then
      redis.call('HSET', key, 'toldUntil', now + ${LONGEST_WAIT_MS})
      news = 1
    end
  end
  return {wait, news}
end
for i, key in ipairs(KEYS) do
  local beyond = redis.call('HINCRBY', key, 'attempts', 1) - tonumber(ARGV[i])
  if beyond >= 0 then
    redis.call('HSET', key, 'blockedUntil', now + math.min(1000 * 2 ^ beyond, ${LONGEST_WAIT_MS}))
  end
  redis.call('PEXPIRE', key, ${FORGOTTEN_AFTER_MS})
end
return {0, 0}`

// The account starts afresh. The address only gets this attempt back: it may be one that guesses many accounts.
const SUCCEED = `
redis.call('DEL', KEYS[1])
if KEYS[2] and redis.call('EXISTS', KEYS[2]) == 1 then
  redis.call('HINCRBY', KEYS[2], 'attempts', -1)
  redis.call('HDEL', KEYS[2], 'blockedUntil')
end
return 0`

/** Slows guessing down, per account and, where it is known, per address. It knows nothing of which accounts exist, so its answers tell nothing about it. */
export interface LoginThrottle {
  /** Counts an attempt; `freeAttempts` of an account, 5 by default, come without a wait. @throws TooManyAttemptsError when it has to wait; it is not counted then. */
  begin(account: string, address: string | null, freeAttempts?: number): Promise<void>
  /** Takes an attempt back that was right. */
  succeed(account: string, address: string | null): Promise<void>
}

/** How long to wait, and whether that is news. */
const verdict = z.tuple([z.number(), z.number()])

const keysOf = (account: string, address: string | null) => [
  `orion:identity:attempts:account:${createHash('sha256').update(account).digest('hex')}`,
  ...(address ? [`orion:identity:attempts:address:${networkOf(address)}`] : []),
]

/** The throttle, kept in Redis so that all replicas count together. After the free attempts waits double, up to 15 minutes. */
export function createLoginThrottle(redis: Redis): LoginThrottle {
  return {
    async begin(account, address, freeAttempts = FREE_ATTEMPTS.account) {
      const keys = keysOf(account, address)
      const answer = await redis.eval(BEGIN, keys.length, ...keys, freeAttempts, FREE_ATTEMPTS.address)
      const [waitMs, news] = verdict.parse(answer)
      if (waitMs > 0) throw new TooManyAttemptsError(Math.ceil(waitMs / 1000), news === 1)
    },
    async succeed(account, address) {
      const keys = keysOf(account, address)
      await redis.eval(SUCCEED, keys.length, ...keys)
    },
  }
}
