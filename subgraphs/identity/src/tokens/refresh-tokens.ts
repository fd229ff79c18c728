import { createHash, createHmac, randomBytes } from 'node:crypto'

/** How long a refresh token holds. Each use gives a new one. */
export const REFRESH_TOKEN_DAYS = 30
/** How long a used refresh token still leads to its successor, for clients that refresh twice at once. */
export const REFRESH_GRACE_SECONDS = 10

const SHAPE = /^ort_[\w-]{43}$/

/** A new refresh token: 256 random bits behind a prefix that scanners for leaked secrets can know. */
export function createRefreshToken(): string {
  return `ort_${randomBytes(32).toString('base64url')}`
}

/** True when the text could be a refresh token at all. */
export function isRefreshToken(text: string): boolean {
  return SHAPE.test(text)
}

/** What is stored instead of the token: SHA-256 in hex. The token is random, so that no salt or slow hash is needed. */
export function hashRefreshToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** What a rotation adds to the used token, so that its successor can be found again from it. */
export function createRotationNonce(): string {
  return randomBytes(16).toString('base64url')
}

/**
 * The token that follows this one. It is derived, not random, so that two refreshes at once with the same token both
 * get the same successor, and one family never has two live tokens. Deriving it takes the token itself (never stored),
 * the nonce of its rotation (stored) and the key (configured): none of them is enough alone.
 */
export function successorOf(token: string, nonce: string, key: Buffer): string {
  return `ort_${createHmac('sha256', key).update(`${token} ${nonce}`).digest('base64url')}`
}

/** What is stored of a refresh token, as far as the decision about it goes. */
export interface RefreshTokenState {
  expiresAt: Date
  /** When it was used; null while it is the live one of its family. */
  rotatedAt: Date | null
}

/**
 * What to do with a refresh token somebody shows: `rotate` the live one; `repeat` the answer for one used just now;
 * take one used longer ago for stolen (`reused`); refuse one that is too old (`expired`).
 */
export function judgeRefreshToken(
  state: RefreshTokenState,
  now: Date,
): 'rotate' | 'repeat' | 'reused' | 'expired' {
  if (state.rotatedAt) {
    const sinceMs = now.getTime() - state.rotatedAt.getTime()
    return sinceMs <= REFRESH_GRACE_SECONDS * 1000 ? 'repeat' : 'reused'
  }
  return state.expiresAt <= now ? 'expired' : 'rotate'
}
