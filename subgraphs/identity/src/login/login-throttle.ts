import { createHash } from 'node:crypto'
import { OrionError, type ServiceTools } from '@orion/common'
import { networkOf } from '@orion/common/access/network'
import { redisScript } from '@orion/common/service/redis-script'
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
// Of the keys, the first `open` ones are those whose waits are told; an attempt is none while one of them waits.
const countAttempt = redisScript(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local open = tonumber(ARGV[#KEYS + 1])
local function waitOf(key) return tonumber(redis.call('HGET', key, 'blockedUntil') or '0') - now end
local wait = 0
local news = 0
for i = 1, open do
  wait = math.max(wait, waitOf(KEYS[i]))
  if waitOf(KEYS[i]) > 0 and tonumber(redis.call('HGET', KEYS[i], 'toldUntil') or '0') <= now then
    redis.call('HSET', KEYS[i], 'toldUntil', now + ${LONGEST_WAIT_MS})
    news = 1
  end
end
if wait > 0 then return {wait, news, 0} end
local held = 0
for i, key in ipairs(KEYS) do
  if waitOf(key) > 0 then
    held = 1
  else
    local beyond = redis.call('HINCRBY', key, 'attempts', 1) - tonumber(ARGV[i])
    if beyond >= 0 then
      redis.call('HSET', key, 'blockedUntil', now + math.min(1000 * 2 ^ beyond, ${LONGEST_WAIT_MS}))
    end
    redis.call('PEXPIRE', key, ${FORGOTTEN_AFTER_MS})
  end
end
return {0, 0, held}`)

// The accounts, of which there are as many as the argument says, start afresh. The address behind them only gets this attempt
// back: it may be one that guesses many accounts.
const takeBack = redisScript(`
local accounts = tonumber(ARGV[1])
for i = 1, accounts do redis.call('DEL', KEYS[i]) end
local address = KEYS[accounts + 1]
if address and redis.call('EXISTS', address) == 1 then
  redis.call('HINCRBY', address, 'attempts', -1)
  redis.call('HDEL', address, 'blockedUntil')
end
return 0`)

/** Slows guessing down, per account and, where it is known, per address. It knows nothing of which accounts exist, so its answers tell nothing about it. */
export interface LoginThrottle {
  /** Counts an attempt; `freeAttempts` of an account, 5 by default, come without a wait. @throws TooManyAttemptsError when it has to wait; it is not counted then. */
  begin(account: string, address: string | null, freeAttempts?: number): Promise<void>
  /**
   * Counts an attempt under the name that was given, and behind it for the account that the name belongs to, which has other
   * names. Only the waits of name and address are told: the account's would tell which names belong together.
   * @returns whether the account has to wait, so that the attempt must fail whatever it shows; it is not counted for it then.
   * @throws TooManyAttemptsError when the name or the address has to wait.
   */
  beginBehind(name: string, account: string, address: string | null): Promise<boolean>
  /** Takes an attempt back that was right. */
  succeed(account: string, address: string | null): Promise<void>
  /** Takes an attempt back that was counted by `beginBehind`. */
  succeedBehind(name: string, account: string, address: string | null): Promise<void>
}

/** How long to wait, whether that is news, and whether a key waits of which that is not told. */
const verdict = z.tuple([z.number(), z.number(), z.number()])

const keyOf = (account: string) =>
  `orion:identity:attempts:account:${createHash('sha256').update(account).digest('hex')}`
const keysOf = (account: string, address: string | null) => [
  keyOf(account),
  ...(address ? [`orion:identity:attempts:address:${networkOf(address)}`] : []),
]

/** The throttle, kept in Redis so that all replicas count together. After the free attempts waits double, up to 15 minutes. */
export function createLoginThrottle(redis: Redis): LoginThrottle {
  const count = async (open: string[], behind: string[], free: number[]): Promise<boolean> => {
    const keys = [...open, ...behind]
    const answer = await countAttempt(redis, keys, [...free, open.length])
    const [waitMs, news, held] = verdict.parse(answer)
    if (waitMs > 0) throw new TooManyAttemptsError(Math.ceil(waitMs / 1000), news === 1)
    return held === 1
  }
  return {
    async begin(account, address, freeAttempts = FREE_ATTEMPTS.account) {
      const keys = keysOf(account, address)
      await count(keys, [], [freeAttempts, FREE_ATTEMPTS.address].slice(0, keys.length))
    },
    beginBehind(name, account, address) {
      const keys = keysOf(name, address)
      const free = [FREE_ATTEMPTS.account, FREE_ATTEMPTS.address].slice(0, keys.length)
      return count(keys, [keyOf(account)], [...free, FREE_ATTEMPTS.account])
    },
    async succeed(account, address) {
      await takeBack(redis, keysOf(account, address), [1])
    },
    async succeedBehind(name, account, address) {
      await takeBack(redis, [keyOf(account), ...keysOf(name, address)], [2])
    },
  }
}
