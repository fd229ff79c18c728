import type { Viewer } from '@orion/common/access/viewer'
import type { Caller } from '../caller.ts'

/** What a credential that holds proves. */
export interface Proof {
  viewer: Viewer
  /** When the token was issued, or the key was checked, in seconds since the epoch. */
  issuedAt: number
  /** Until when it may be relied on, in milliseconds since the epoch, unless it is revoked before. */
  expiresAt: number
  /** The API key that was shown; null for access tokens. */
  apiKeyId: string | null
}

/** A credential cannot be accepted. */
export class CredentialError extends Error {
  override readonly name = 'CredentialError'
}

/** Whether a credential holds cannot be told right now. */
export class CheckUnavailableError extends Error {
  override readonly name = 'CheckUnavailableError'
}

/** Too many credentials that do not hold came from one network. */
export class TooManyFailuresError extends Error {
  override readonly name = 'TooManyFailuresError'
  readonly retryAfterSeconds: number

  constructor(retryAfterSeconds: number) {
    super(`Too many API keys that do not hold; wait ${retryAfterSeconds} seconds.`)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Checks credentials. */
export interface Credentials {
  /**
   * Answers at once, without a promise, for what was checked before.
   * @param caller who shows it
   * @throws CredentialError when it does not hold, or holds no longer
   * @throws CheckUnavailableError when it cannot be told now
   */
  check(credential: string, caller: Caller): Proof | Promise<Proof>
  /** Forgets what was checked, all of it or what a test holds for, so that it is checked again. */
  forget(matches?: (credential: string) => boolean): void
}

/** Checks one credential, and says until when the outcome may be remembered, in milliseconds since the epoch. */
export type CheckCredential = (
  credential: string,
  caller: Caller,
) => Promise<{ proof: Proof; rememberedUntil: number }>

/** How many checked credentials are remembered. */
const REMEMBERED_AT_MOST = 5000

/**
 * Remembers what was checked. A check that is under way is shared; one that was begun before something was revoked is not
 * believed, but made again.
 */
export function rememberChecks(checkAnew: CheckCredential): Credentials {
  const known = new Map<string, { proof: Proof; until: number }>()
  const underWay = new Map<string, Promise<Proof>>()
  let generation = 0

  const check = async (credential: string, caller: Caller): Promise<Proof> => {
    for (;;) {
      const begunIn = generation
      const { proof, rememberedUntil } = await checkAnew(credential, caller)
      if (begunIn !== generation) continue
      if (known.size >= REMEMBERED_AT_MOST) known.clear()
      known.set(credential, { proof, until: rememberedUntil })
      return proof
    }
  }

  return {
    check(credential, caller) {
      const remembered = known.get(credential)
      if (remembered && remembered.until > Date.now()) return remembered.proof
      let result = underWay.get(credential)
      if (!result) {
        result = check(credential, caller).finally(() => underWay.delete(credential))
        underWay.set(credential, result)
      }
      return result
    },
    forget(matches = () => true) {
      generation += 1
      for (const credential of known.keys()) if (matches(credential)) known.delete(credential)
    },
  }
}
