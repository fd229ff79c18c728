import { createHash, randomBytes } from 'node:crypto'
import { OrionError } from '@orion/common'
import type { Identity } from '../identity.ts'

/** How long the links in mails hold. */
export const CONFIRMATION_HOURS = 24
export const RESET_HOURS = 1
export const INVITATION_HOURS = 7 * 24

/** A link leads nowhere: never sent, used, replaced by a later one, or too old. All look the same from outside. */
export class InvalidTokenError extends OrionError {
  constructor() {
    super('The link does not work any more: it was used, replaced, or is too old. Ask for a new one.', {
      code: 'INVALID_TOKEN',
      status: 400,
    })
  }
}

/** A token for a mail: 256 random bits behind a prefix that scanners for leaked secrets can know. */
export function createMailedToken(): string {
  return `omt_${randomBytes(32).toString('base64url')}`
}

/** What is stored instead of the token: SHA-256 in hex. The token is random, so that no salt or slow hash is needed. */
export function hashMailedToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** The moment some hours from now. */
export const hoursFromNow = (hours: number, now = new Date()) => new Date(now.getTime() + hours * 3_600_000)

/**
 * Does something with the token of a mail; trying tokens out is slowed down per address.
 * @throws TooManyAttemptsError when too many were tried from the address.
 */
export async function withMailedToken<Result>(
  { throttle }: Identity,
  token: string,
  ipAddress: string | null,
  work: (tokenHash: string) => Promise<Result>,
): Promise<Result> {
  const tokenHash = hashMailedToken(token)
  await throttle.begin(`mailed token ${tokenHash}`, ipAddress)
  const result = await work(tokenHash)
  await throttle.succeed(`mailed token ${tokenHash}`, ipAddress)
  return result
}
