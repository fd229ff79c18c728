import { randomBytes } from 'node:crypto'
import { isRevoked } from '@orion/common/access/revocation'
import { roles } from '@orion/common/access/scopes'
import { mayHear } from '@orion/common/events/may-hear'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { Caller } from '../caller.ts'
import type { LiveEvents } from '../events/live-events.ts'

/** How long a ticket holds. */
export const TICKET_SECONDS = 30

/** Stands for a sign-in where none can be sent: the address of a WebSocket. Good for one use. */
export interface Tickets {
  issue(caller: Caller): Promise<string>
  /** Takes the sign-in of a ticket out of the store; null when it was used, ran out, never was, or was revoked since. */
  redeem(ticket: string): Promise<Pick<Caller, 'viewer' | 'issuedAt' | 'expiresAt' | 'apiKeyId'> | null>
}

const signIn = z.object({
  viewer: z.object({
    userId: z.string(),
    role: z.enum(roles),
    scopes: z.array(z.string()),
    sessionId: z.string().nullable(),
  }),
  expiresAt: z.number().nullable(),
  apiKeyId: z.string().nullable(),
  issuedAt: z.number(),
})

const keyOf = (ticket: string) => `orion:ws-ticket:${ticket}`

/** Tickets in Redis, so that any gateway takes those of any other. */
export function createTickets(redis: Redis): Tickets {
  return {
    async issue({ viewer, issuedAt, expiresAt, apiKeyId }) {
      const ticket = randomBytes(24).toString('base64url')
      const held = JSON.stringify({ viewer, expiresAt, apiKeyId, issuedAt })
      await redis.set(keyOf(ticket), held, 'EX', TICKET_SECONDS)
      return ticket
    },
    async redeem(ticket) {
      const text = await redis.getdel(keyOf(ticket))
      if (text === null) return null
      const { viewer, expiresAt, apiKeyId, issuedAt } = signIn.parse(JSON.parse(text))
      const { userId, sessionId } = viewer
      if (await isRevoked(redis, { userId, sessionId, apiKeyId, issuedAt })) return null
      return { viewer, issuedAt, expiresAt, apiKeyId }
    },
  }
}

/** The messages of the old event stream: each event once as text, whoever it is for. */
export interface EventStream {
  /** Calls `write` with each event that the caller may hear. @returns what ends it */
  join(caller: Caller, write: (message: Buffer) => void): () => void
}

/** Tells events as `{ type, payload, timestamp }`, only to whom they are meant for. */
export function createEventStream(live: LiveEvents): EventStream {
  const readers = new Set<{ caller: Caller; write: (message: Buffer) => void }>()
  live.listen(event => {
    const { type, data, time } = event
    let message: Buffer | null = null
    for (const { caller, write } of readers) {
      if (!mayHear(caller.viewer, event)) continue
      message ??= Buffer.from(JSON.stringify({ type, payload: data, timestamp: time }))
      write(message)
    }
  })
  return {
    join(caller, write) {
      const reader = { caller, write }
      readers.add(reader)
      return () => readers.delete(reader)
    },
  }
}
