import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { z } from 'zod'
import { ACCESS_TOKEN_SECONDS } from './access-token-claims.ts'
import type { Sealer } from './sealing.ts'

/** How long one key signs before the next takes over. */
export const SIGNING_DAYS = 30
/** How long a key is published before it signs, so that every cache of the key set has it by then. */
export const PUBLISHED_AHEAD_SECONDS = 600
// Tokens a key has signed hold this long after it stopped, clocks that differ included.
const OUTLIVES_SECONDS = ACCESS_TOKEN_SECONDS + 60

/** A public key as it is published (RFC 8037). */
export const publicJwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  kid: z.string(),
  alg: z.literal('EdDSA'),
  use: z.literal('sig'),
})
export type PublicJwk = z.infer<typeof publicJwk>

/** A key as it is stored: its private half sealed. */
export interface StoredSigningKey {
  kid: string
  publicJwk: PublicJwk
  sealedPrivateKey: string
  /** From when on it signs, until a later key takes over. */
  activatesAt: Date
}

/** What a sealed private key is bound to. */
export const signingKeyPurpose = (kid: string) => `signing key ${kid}`

/** A new Ed25519 key; its id is its thumbprint (RFC 7638). */
export async function createSigningKey(sealer: Sealer, activatesAt: Date): Promise<StoredSigningKey> {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const bare = await exportJWK(pair.publicKey)
  const kid = await calculateJwkThumbprint(bare)
  return {
    kid,
    publicJwk: publicJwk.parse({ ...bare, kid, alg: 'EdDSA', use: 'sig' }),
    sealedPrivateKey: sealer.seal(JSON.stringify(await exportJWK(pair.privateKey)), signingKeyPurpose(kid)),
    activatesAt,
  }
}

/** The private half, ready to sign. @throws SealBrokenError when it cannot be opened. */
export async function openSigningKey(sealer: Sealer, key: StoredSigningKey) {
  const jwk: JWK = JSON.parse(sealer.open(key.sealedPrivateKey, signingKeyPurpose(key.kid)))
  return importJWK(jwk, 'EdDSA')
}

const byActivation = (a: StoredSigningKey, b: StoredSigningKey) =>
  a.activatesAt.getTime() - b.activatesAt.getTime()

/** The key that signs at this moment: the one that took over last. Undefined when none has yet. */
export function signingKeyAt(keys: readonly StoredSigningKey[], now: Date): StoredSigningKey | undefined {
  return keys
    .filter(key => key.activatesAt <= now)
    .sort(byActivation)
    .at(-1)
}

/** The keys to publish at this moment: the next, the one that signs, and those whose tokens may still hold. */
export function publishedKeysAt(keys: readonly StoredSigningKey[], now: Date): StoredSigningKey[] {
  const inOrder = [...keys].sort(byActivation)
  return inOrder.filter((_, at) => {
    const successor = inOrder[at + 1]
    return !successor || successor.activatesAt.getTime() + OUTLIVES_SECONDS * 1000 > now.getTime()
  })
}

/** When the next key should take over; undefined when nothing is due. The very first key signs at once. */
export function nextActivation(keys: readonly StoredSigningKey[], now: Date): Date | undefined {
  const latest = [...keys].sort(byActivation).at(-1)
  if (!latest) return now
  const isDue = latest.activatesAt.getTime() + SIGNING_DAYS * 86_400_000 <= now.getTime()
  return isDue ? new Date(now.getTime() + PUBLISHED_AHEAD_SECONDS * 1000) : undefined
}
