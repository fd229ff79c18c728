import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { ConfigurationError } from '@orion/common/configuration'
import { OrionError } from '@orion/common/errors'

const ALGORITHM = 'aes-256-gcm'

/** A secret cannot be read, because its key is not configured any more or it was changed. */
export class SealBrokenError extends OrionError {
  constructor(message: string, cause?: unknown) {
    super(message, { code: 'SEAL_BROKEN', cause })
  }
}

/** Keeps secrets unreadable at rest. */
export interface Sealer {
  /** Encrypts; `purpose` says what it is, and has to be the same to open it. Text of the form `keyId.iv.tag.ciphertext`. */
  seal(secret: string, purpose: string): string
  /** @throws SealBrokenError when the key is not configured, the purpose differs, or the text was changed. */
  open(sealed: string, purpose: string): string
  /** How every text begins that is sealed with the first key. */
  currentPrefix: string
  /** 32 bytes of its own for a purpose, derived from the first key. */
  derive(purpose: string): Buffer
}

/**
 * AES-256-GCM with keys that can rotate: the first secret seals, all of them open. Each has 32 characters or more; keys
 * and their ids are derived from it (HKDF-SHA256).
 * @throws ConfigurationError without a secret.
 */
export function createSealer(secrets: readonly string[]): Sealer {
  const keys = secrets.map(secret => ({
    id: createHash('sha256').update(`orion sealing key id ${secret}`).digest('hex').slice(0, 8),
    key: expand(secret, 'seal'),
    secret,
  }))
  const [current] = keys
  if (!current) throw new ConfigurationError('There is no encryption key; set ORION_ENCRYPTION_KEY.')

  return {
    seal(secret, purpose) {
      const iv = randomBytes(12)
      const cipher = createCipheriv(ALGORITHM, current.key, iv).setAAD(Buffer.from(purpose))
      const ciphertext = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return [
        current.id,
        ...[iv, cipher.getAuthTag(), ciphertext].map(part => part.toString('base64url')),
      ].join('.')
    },
    open(sealed, purpose) {
      const [id, ...parts] = sealed.split('.')
      const [iv, tag, ciphertext] = parts.map(part => Buffer.from(part, 'base64url'))
      const found = keys.find(key => key.id === id)
      if (!found)
        throw new SealBrokenError(`The ${purpose} is sealed with the key ${id}, which is not configured.`)
      if (!iv || !tag || !ciphertext) throw new SealBrokenError(`The ${purpose} is not a sealed text.`)
      try {
        const decipher = createDecipheriv(ALGORITHM, found.key, iv, { authTagLength: 16 })
        decipher.setAAD(Buffer.from(purpose)).setAuthTag(tag)
        return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8')
      } catch (cause) {
        throw new SealBrokenError(`The ${purpose} was changed, or sealed for another purpose.`, cause)
      }
    },
    currentPrefix: `${current.id}.`,
    derive: purpose => expand(current.secret, `derive ${purpose}`),
  }
}

const expand = (secret: string, info: string) =>
  Buffer.from(hkdfSync('sha256', secret, 'orion identity', info, 32))
