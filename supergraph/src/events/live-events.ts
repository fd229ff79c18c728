import { type Envelope, parseEnvelope, WIRE_PREFIX } from '@orion/common/events/envelope'
import { RedisPubSub } from 'graphql-redis-subscriptions'
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'

/** Everything that is told on the live channels, parsed once for all who listen. */
export interface LiveEvents {
  /** The events from now on, until the iteration is ended. */
  listen(): AsyncIterableIterator<Envelope>
  close(): Promise<void>
}

const PATTERN = `${WIRE_PREFIX}*`

/**
 * Listens to the live channels over one connection, whatever the number of subscriptions.
 * @param subscriber a connection of its own
 */
export async function createLiveEvents(subscriber: Redis, log: Logger): Promise<LiveEvents> {
  const pubSub = new RedisPubSub({
    // Types of another major of ioredis, whose instances have the same methods.
    subscriber: subscriber as never,
    publisher: subscriber as never,
    connectionListener: () => {},
    deserializer: text => readEvent(String(text), log),
  })
  const listeners = new Set<(event: Envelope) => void>()
  await pubSub.subscribe<Envelope | null>(
    PATTERN,
    event => {
      if (event) for (const listener of listeners) listener(event)
    },
    { pattern: true },
  )
  return {
    listen: () => iterate(listeners),
    async close() {
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

function iterate(listeners: Set<(event: Envelope) => void>): AsyncIterableIterator<Envelope> {
  const waiting: Envelope[] = []
  let ended = false
  let wake: () => void = () => {}
  const listener = (event: Envelope) => {
    waiting.push(event)
    wake()
  }
  listeners.add(listener)
  return {
    async next() {
      while (waiting.length === 0 && !ended) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
      const value = ended ? undefined : waiting.shift()
      return value ? { done: false, value } : { done: true, value: undefined }
    },
    async return() {
      ended = true
      listeners.delete(listener)
      wake()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
