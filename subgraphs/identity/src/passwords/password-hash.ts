import { randomBytes } from 'node:crypto'
import { hash, parseOptions, verify } from '@node-rs/argon2'
import { createTurns } from './take-turns.ts'

/**
 * argon2id with 64 MiB and three passes, the memory and time of RFC 9106's recommendation for shared machines (section 4,
 * second option) and five times the work of OWASP's minimum. One lane instead of four: lanes only shorten the wait of one
 * sign-in, and here many are under way. argon2id, version 0x13 and a random salt of 16 bytes are the library's defaults.
 */
const parameters = { memoryCost: 65_536, timeCost: 3, parallelism: 1, outputLen: 32 }

/**
 * Hashes at once: 192 MiB at most, however many sign in. One of the four threads of Node's pool stays free for the files,
 * names and signatures that others wait for.
 */
const inTurn = createTurns(3)

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
  return inTurn(() => hash(normalise(password), parameters))
}

/**
 * Stands in for missing hashes. Its salt and hash are random, so that it takes the work of a real one to learn that no password
 * is right.
 */
const decoy = [
  '',
  'argon2id',
  'v=19',
  `m=${parameters.memoryCost},t=${parameters.timeCost},p=${parameters.parallelism}`,
  randomText(16),
  randomText(parameters.outputLen),
].join('$')

/** Random bytes as PHC texts carry them: base64 without padding. */
function randomText(bytes: number): string {
  return randomBytes(bytes).toString('base64').replace(/=+$/, '')
}

/**
 * Checks a password against the stored hash. Without a hash (no such user, or one without a password) the same work
 * is done against a hash nobody knows the password of, so that the time of the answer tells nothing.
 */
export async function checkPassword(storedHash: string | null, password: string): Promise<PasswordCheck> {
  const known = storedHash ?? decoy
  const isRight = await inTurn(() => verify(known, normalise(password)))
  if (storedHash === null || !isRight) return { isRight: false, isOutdated: false }
  const used = parseOptions(storedHash)
  const isOutdated =
    used.memoryCost !== parameters.memoryCost ||
    used.timeCost !== parameters.timeCost ||
    used.parallelism !== parameters.parallelism
  return { isRight, isOutdated }
}
