import { describeError, type Logger } from '@orion/common'
import type { IdentityDatabase, Transaction } from '../database.ts'
import type { SigningKey } from './access-tokens.ts'
import { SealBrokenError, type Sealer } from './sealing.ts'
import {
  createSigningKey,
  nextActivation,
  openSigningKey,
  type PublicJwk,
  publicJwk,
  publishedKeysAt,
  type StoredSigningKey,
  signingKeyAt,
} from './signing-keys.ts'

/** The keys of access tokens: which one signs, and which are published. */
export interface Keyring {
  signingKey(): Promise<SigningKey>
  publishedKeys(): Promise<PublicJwk[]>
  /** Makes the next key when it is due and forgets those whose tokens hold no longer. */
  rotate(): Promise<void>
}

// Every replica sees a new key well before it signs: keys are published ten minutes ahead.
const REMEMBERED_MS = 30_000

async function readKeys(transaction: Pick<Transaction, 'signingKey'>): Promise<StoredSigningKey[]> {
  const rows = await transaction.signingKey.findMany()
  return rows.map(row => ({ ...row, publicJwk: publicJwk.parse(row.publicJwk) }))
}

/** The keyring on top of the database; the private keys in it are sealed. */
export function createKeyring(database: IdentityDatabase, sealer: Sealer, log: Logger): Keyring {
  let remembered: { keys: StoredSigningKey[]; until: number } | undefined
  const opened = new Map<string, SigningKey['key']>()

  async function currentKeys(): Promise<StoredSigningKey[]> {
    if (!remembered || remembered.until < Date.now())
      remembered = { keys: await readKeys(database.client), until: Date.now() + REMEMBERED_MS }
    return remembered.keys
  }

  /** Changes the keys under a lock, so that replicas that start together make one key, not several. */
  async function change(work: (transaction: Transaction, keys: StoredSigningKey[]) => Promise<void>) {
    await database.transaction(async transaction => {
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('orion.identity.signing-keys'))`
      await work(transaction, await readKeys(transaction))
    })
    remembered = undefined
  }

  const keep = async (transaction: Transaction, activatesAt: Date) => {
    await transaction.signingKey.create({ data: await createSigningKey(sealer, activatesAt) })
  }

  async function open(key: StoredSigningKey): Promise<SigningKey> {
    const known = opened.get(key.kid) ?? (await openSigningKey(sealer, key))
    opened.set(key.kid, known)
    return { kid: key.kid, key: known }
  }

  async function rotate(): Promise<void> {
    await change(async (transaction, keys) => {
      const now = new Date()
      const activatesAt = nextActivation(keys, now)
      if (activatesAt) await keep(transaction, activatesAt)
      const kept = publishedKeysAt(keys, now).map(key => key.kid)
      await transaction.signingKey.deleteMany({
        where: { kid: { in: keys.map(key => key.kid).filter(kid => !kept.includes(kid)) } },
      })
    })
  }

  /** A key that was sealed with a secret nobody has any more cannot sign: another one takes over at once. */
  async function replace(lost: StoredSigningKey, error: SealBrokenError): Promise<void> {
    log.error(
      { kid: lost.kid, error: describeError(error) },
      'the signing key is lost, another one takes over',
    )
    await change(async (transaction, keys) => {
      if (signingKeyAt(keys, new Date())?.kid === lost.kid) await keep(transaction, new Date())
    })
  }

  async function signingKey(): Promise<SigningKey> {
    const key = signingKeyAt(await currentKeys(), new Date())
    if (!key) {
      await rotate()
      return signingKey()
    }
    try {
      return await open(key)
    } catch (error) {
      if (!(error instanceof SealBrokenError)) throw error
      await replace(key, error)
      return signingKey()
    }
  }

  return {
    signingKey,
    publishedKeys: async () => publishedKeysAt(await currentKeys(), new Date()).map(key => key.publicJwk),
    rotate,
  }
}
