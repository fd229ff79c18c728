import { within } from '@orion/common/service/health'
import { redisScript } from '@orion/common/service/redis-script'
import type { Redis } from 'ioredis'

/** Documents that clients sent once with their text, and since then by id. */
export interface DocumentStore {
  /** The text of a document; null when it is not known, or no longer. */
  find(id: string): string | Promise<string | null> | null
  keep(id: string, text: string): void
}

/** Documents that one gateway remembers by itself. */
const REMEMBERED = 1000
/** Documents that Redis keeps for all gateways. Anybody may send new ones, and Redis holds more than documents. */
const KEPT = 2000
/** Longer texts are not kept: they are sent whole each time. */
const LONGEST_TEXT = 20_000
const KEPT_SECONDS = 86_400
const REDIS_TIMEOUT_MS = 250

/** The documents that Redis keeps, by when they were last asked for. */
const USED = 'orion:documents'
const keyOf = (id: string) => `orion:document:${id}`

const keepText = redisScript(`
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[3], KEYS[1])
local over = redis.call('ZCARD', KEYS[2]) - tonumber(ARGV[4])
if over > 0 then
  local oldest = redis.call('ZPOPMIN', KEYS[2], over)
  for at = 1, #oldest, 2 do redis.call('DEL', oldest[at]) end
end`)

const findText = redisScript(`
local text = redis.call('GETEX', KEYS[1], 'EX', ARGV[1])
if text then redis.call('ZADD', KEYS[2], ARGV[2], KEYS[1]) end
return text`)

/**
 * Keeps documents in this process, those used last, and in Redis for a day, so that a client that registered a document
 * at one gateway finds it at all others. Without Redis each gateway knows its own.
 * @param kept how many documents Redis keeps at most, those used last. Default 2,000.
 */
export function createDocumentStore(redis: Redis | null, kept = KEPT): DocumentStore {
  const remembered = new Map<string, string>()
  const remember = (id: string, text: string) => {
    remembered.delete(id)
    remembered.set(id, text)
    for (const oldest of remembered.keys()) {
      if (remembered.size <= REMEMBERED) break
      remembered.delete(oldest)
    }
  }
  return {
    find(id) {
      const text = remembered.get(id)
      if (text !== undefined) {
        remember(id, text)
        return text
      }
      if (redis?.status !== 'ready') return null
      return within(findText(redis, [keyOf(id), USED], [KEPT_SECONDS, Date.now()]), REDIS_TIMEOUT_MS).then(
        found => {
          if (typeof found !== 'string') return null
          remember(id, found)
          return found
        },
        () => null,
      )
    },
    keep(id, text) {
      if (text.length > LONGEST_TEXT || remembered.has(id)) return
      remember(id, text)
      if (redis?.status !== 'ready') return
      keepText(redis, [keyOf(id), USED], [text, KEPT_SECONDS, Date.now(), kept]).catch(() => {})
    },
  }
}
