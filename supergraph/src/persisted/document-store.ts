import { within } from '@orion/common/service/health'
import type { Redis } from 'ioredis'

/** Documents that clients sent once with their text, and since then by id. */
export interface DocumentStore {
  /** The text of a document; null when it is not known, or no longer. */
  find(id: string): string | Promise<string | null> | null
  keep(id: string, text: string): void
}

/** Documents that one gateway remembers by itself. */
const REMEMBERED = 1000
/** Longer texts are not kept: they are sent whole each time. */
const LONGEST_TEXT = 20_000
const KEPT_SECONDS = 86_400
const REDIS_TIMEOUT_MS = 250

/**
 * Keeps documents in this process, those used last, and in Redis for a day, so that a client that registered a document
 * at one gateway finds it at all others. Without Redis each gateway knows its own.
 */
export function createDocumentStore(redis: Redis | null): DocumentStore {
  const remembered = new Map<string, string>()
  const remember = (id: string, text: string) => {
    remembered.delete(id)
    remembered.set(id, text)
    for (const oldest of remembered.keys()) {
      if (remembered.size <= REMEMBERED) break
      remembered.delete(oldest)
    }
  }
  const keyOf = (id: string) => `orion:document:${id}`
  return {
    find(id) {
      const text = remembered.get(id)
      if (text !== undefined) {
        remember(id, text)
        return text
      }
      if (redis?.status !== 'ready') return null
      return within(redis.getex(keyOf(id), 'EX', KEPT_SECONDS), REDIS_TIMEOUT_MS).then(
        found => {
          if (found !== null) remember(id, found)
          return found
        },
        () => null,
      )
    },
    keep(id, text) {
      if (text.length > LONGEST_TEXT || remembered.has(id)) return
      remember(id, text)
      if (redis?.status === 'ready') redis.set(keyOf(id), text, 'EX', KEPT_SECONDS).catch(() => {})
    },
  }
}
