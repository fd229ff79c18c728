import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

/** RFC 6238 as every authenticator app knows it: SHA-1, six digits, a new code every 30 seconds. */
const parameters = { algorithm: 'SHA1', digits: 6, period: 30 } as const
/** Codes of this many steps before and after the present one are taken: clocks differ. */
const WINDOW = 1
const SECRET_BYTES = 20

/** A new secret, in Base32, as apps take it. RFC 4226, 4: as long as the hash. */
export function createTotpSecret(): string {
  return new Secret({ buffer: new Uint8Array(randomBytes(SECRET_BYTES)).buffer }).base32
}

/** The address that apps read from a QR code. @param account shown in the app beside "Orion" */
export function totpUri(secret: string, account: string): string {
  return new TOTP({ ...parameters, issuer: 'Orion', label: account, secret }).toString()
}

/**
 * The 30-second step (since 1970) to which a code belongs; null when the code is wrong. The caller takes no step twice
 * (RFC 6238, 5.2).
 */
export function stepOfCode(secret: string, code: string, now = new Date()): number | null {
  const timestamp = now.getTime()
  const totp = new TOTP({ ...parameters, secret })
  const delta = totp.validate({ token: code, timestamp, window: WINDOW })
  return delta === null ? null : totp.counter({ timestamp }) + delta
}
