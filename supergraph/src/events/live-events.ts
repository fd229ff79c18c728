import { declarationOf } from '@orion/common/events/catalogue'
import { type Envelope, nameOf, parseEnvelope, WIRE_PREFIX } from '@orion/common/events/envelope'
import { RECENT_EVENTS, readRecentEvents } from '@orion/common/events/live-channel'
import { RedisPubSub } from 'graphql-redis-subscriptions'
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'

/** Everything that is told on the live channels, parsed once for all who listen, and the last of it remembered. */
export interface LiveEvents {
  /** Calls the listener with each event from now on. @returns what ends it */
  listen(listener: (event: Envelope) => void): () => void
  /** The last durable events, oldest first, in the order in which everybody heard them. */
  recent(): Envelope[]
  close(): void
}

const PATTERN = `${WIRE_PREFIX}*`
/** Events told this long before a connection was lost may have been lost with it. */
const LOST_MS = 10_000
const RETRY_MS = 500

/**
 * Listens to the live channels over one connection, whatever the number of subscriptions. After a lost connection,
 * what was told in the meantime is read from Redis' own memory and told first.
 * @param subscriber a connection for listening
 * @param redis a connection for commands
 */
export async function createLiveEvents(subscriber: Redis, redis: Redis, log: Logger): Promise<LiveEvents> {
  const listeners = new Set<(event: Envelope) => void>()
  const recent = new Map<string, Envelope>()
  /** Events that wait until older ones were read; null while none are read. */
  let held: Envelope[] | null = []
  let lostAt = 0
  let isClosed = false

  const remember = (event: Envelope): boolean => {
    if (declarationOf(nameOf(event)).delivery !== 'durable') return true
    if (recent.has(event.id)) return false
    recent.set(event.id, event)
    if (recent.size > RECENT_EVENTS) for (const oldest of recent.keys()) return recent.delete(oldest)
    return true
  }
  const tell = (event: Envelope) => {
    if (remember(event)) for (const listener of listeners) listener(event)
  }

  const pubSub = new RedisPubSub({
    // Types of another major of ioredis, whose instances have the same methods.
    subscriber: subscriber as never,
    publisher: subscriber as never,
    connectionListener: () => {},
    deserializer: text => readEvent(String(text), log),
  })
  await pubSub.subscribe<Envelope | null>(
    PATTERN,
    event => {
      if (!event) return
      if (held) held.push(event)
      else tell(event)
    },
    { pattern: true },
  )

  const catchUp = async (isNew: (event: Envelope) => boolean) => {
    for (const event of await readRecentEvents(redis)) {
      if (isNew(event)) tell(event)
      else remember(event)
    }
    const waiting = held ?? []
    held = null
    for (const event of waiting) tell(event)
  }
  subscriber.on('close', () => {
    if (!held) lostAt = Date.now()
    held ??= []
  })
  subscriber.on('ready', () => {
    const since = lostAt - LOST_MS
    const resume = async (): Promise<void> => {
      try {
        // Answered once the channels are heard again: what the memory does not have yet will be heard.
        await subscriber.psubscribe(PATTERN)
        await catchUp(({ time }) => Date.parse(time) >= since)
        log.info('live events go on')
      } catch {
        if (!isClosed && subscriber.status === 'ready') setTimeout(() => void resume(), RETRY_MS).unref()
      }
    }
    if (held) void resume()
  })
  await catchUp(() => false)

  return {
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    recent: () => [...recent.values()],
    close() {
      isClosed = true
      listeners.clear()
      subscriber.disconnect()
    },
  }
}

/** Channels under the same prefix also carry what is no event; that is not for here. */
function readEvent(text: string, log: Logger): Envelope | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'specversion' in value ? parseEnvelope(value) : null
  } catch (error) {
    log.warn(
      { reason: error instanceof Error ? error.message : String(error) },
      'a live event could not be read',
    )
    return null
  }
}
