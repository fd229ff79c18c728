import { randomBytes } from 'node:crypto'
import { hash, parseOptions, verify } from '@node-rs/argon2'

/**
 * argon2id with 19 MiB, two passes and one lane: the first recommendation of OWASP's Password Storage Cheat Sheet.
 * argon2id, version 0x13 and a random salt of 16 bytes are the library's defaults.
 */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 }

/** What was found when a password was checked. */
export interface PasswordCheck {
  isRight: boolean
  /** True when the stored hash was made with other parameters and should be made again from this password. */
  isOutdated: boolean
}

// The same text can be typed as different code points; NIST SP 800-63B asks to normalise before hashing.
const normalise = (password: string) => password.normalize('NFKC')

/** The PHC text to store for a password. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalise(password), parameters)
}

let decoy: Promise<string> | undefined

/** Makes the hash that stands in for missing ones, so that the first answer about an unknown user is no slower. */
export function prepareDecoy(): Promise<string> {
  decoy ??= hashPassword(randomBytes(32).toString('hex'))
  return decoy
}

/**
 * Checks a password against the stored hash. Without a hash (no such user, or one without a password) the same work
 * is done against a hash nobody knows the password of, so that the time of the answer tells nothing.
 */
export async function checkPassword(storedHash: string | null, password: string): Promise<PasswordCheck> {
  const isRight = await verify(storedHash ?? (await prepareDecoy()), normalise(password))
  if (storedHash === null || !isRight) return { isRight: false, isOutdated: false }
  const used = parseOptions(storedHash)
  const isOutdated =
    used.memoryCost !== parameters.memoryCost ||
    used.timeCost !== parameters.timeCost ||
    used.parallelism !== parameters.parallelism
  return { isRight, isOutdated }
}
