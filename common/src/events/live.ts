import type { Redis } from 'ioredis'
import type { EventName, ServiceName } from './catalogue.ts'
import { createEnvelope, WIRE_PREFIX } from './envelope.ts'
import type { OutgoingEvent } from './outbox.ts'

/** Tells events to whoever listens right now; for progress, which is worthless a second later. Never throws. */
export interface LiveEvents {
  tell<Name extends EventName>(name: Name, event: OutgoingEvent<Name>): void
}

/** The live teller of one service. */
export function createLiveEvents(service: ServiceName, redis: Redis): LiveEvents {
  return {
    tell(name, event) {
      if (redis.status !== 'ready') return
      redis
        .publish(`${WIRE_PREFIX}${name}`, JSON.stringify(createEnvelope(service, name, event)))
        .catch(() => {})
    },
  }
}
