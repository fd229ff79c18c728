import { createHash, randomBytes } from 'node:crypto'
import type { ServiceTools } from '@orion/common'
import type { z } from 'zod'

type Redis = ServiceTools<unknown, unknown>['redis']

/** Things that are kept for a short time under a secret that only one party has; each can be taken once. */
export interface Tickets<Data> {
  /** Keeps it under a new secret of 256 bits. @returns the secret */
  issue(data: Data): Promise<string>
  /** Takes it out; null when it was taken before, ran out, or never was. */
  take(secret: string): Promise<Data | null>
}

/**
 * Tickets in Redis, under the hash of their secret.
 * @param kind apart from other kinds
 * @param seconds how long each holds
 */
export function createTickets<Schema extends z.ZodType>(
  redis: Redis,
  kind: string,
  seconds: number,
  schema: Schema,
): Tickets<z.infer<Schema>> {
  const keyOf = (secret: string) => `orion:identity:${kind}:${sha256(secret)}`
  return {
    async issue(data) {
      const secret = randomSecret()
      await redis.set(keyOf(secret), JSON.stringify(data), 'EX', seconds)
      return secret
    },
    async take(secret) {
      const text = await redis.getdel(keyOf(secret))
      return text === null ? null : schema.parse(JSON.parse(text))
    },
  }
}

/** 256 random bits, fit for addresses. */
export const randomSecret = () => randomBytes(32).toString('base64url')
/** SHA-256 in base64url, as PKCE has it (RFC 7636, S256). */
export const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url')
