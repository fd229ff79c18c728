import { createHash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

const PREFIX = 'orion_'
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** 43 digits of base 62 hold 256 bits, 6 hold 32. */
const SECRET_DIGITS = 43
const CHECKSUM_DIGITS = 6
const SHAPE = new RegExp(`^${PREFIX}[\\dA-Za-z]{${SECRET_DIGITS + CHECKSUM_DIGITS}}$`)

/**
 * A new API key: `orion_`, 256 random bits, and the CRC-32 of these digits, all in base 62. Scanners for leaked secrets tell
 * it from other texts without asking anybody.
 */
export function createApiKey(): string {
  const secret = base62(BigInt(`0x${randomBytes(32).toString('hex')}`), SECRET_DIGITS)
  return PREFIX + secret + checksumOf(secret)
}

/** True when somebody means this to be an API key, a mistyped one included; no access token looks so. */
export function claimsToBeApiKey(text: string): boolean {
  return text.startsWith(PREFIX)
}

/** True when the text has the form of an API key and its checksum fits. */
export function isApiKey(text: string): boolean {
  if (!SHAPE.test(text)) return false
  const secret = text.slice(PREFIX.length, -CHECKSUM_DIGITS)
  return text.endsWith(checksumOf(secret))
}

/** By what a key is known where it is stored and asked for: SHA-256 in hex. The key is random, so that no salt or slow hash is needed. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

function checksumOf(secret: string): string {
  return base62(BigInt(crc32(secret)), CHECKSUM_DIGITS)
}

function base62(number: bigint, digits: number): string {
  let text = ''
  for (let rest = number; text.length < digits; rest /= 62n) text = DIGITS.charAt(Number(rest % 62n)) + text
  return text
}
