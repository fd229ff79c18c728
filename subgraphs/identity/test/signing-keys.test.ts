import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { signAccessToken } from '../src/tokens/access-tokens.ts'
import { createSealer } from '../src/tokens/sealing.ts'
import {
  createSigningKey,
  nextActivation,
  openSigningKey,
  publishedKeysAt,
  signingKeyAt,
} from '../src/tokens/signing-keys.ts'

const sealer = createSealer(['a first secret of more than 32 characters'])
const day = (number: number, second = 0) => new Date(Date.UTC(2026, 0, number, 0, 0, second))
const names = { issuer: 'http://orion.test', audience: 'orion' }

describe('a sealed secret', () => {
  test('is opened by any configured key, and sealed by the first', () => {
    const sealed = sealer.seal('secret', 'test')
    const rotated = createSealer([
      'a second secret of more than 32 characters',
      'a first secret of more than 32 characters',
    ])
    expect(rotated.open(sealed, 'test')).toBe('secret')
    expect(() => sealer.open(rotated.seal('secret', 'test'), 'test')).toThrow('not configured')
  })

  test('is refused when it was changed, cut or moved to another place', () => {
    const sealed = sealer.seal('secret', 'test')
    expect(() => sealer.open(sealed, 'another')).toThrow('another purpose')
    expect(() => sealer.open(`${sealed.slice(0, -2)}AA`, 'test')).toThrow('was changed')
    expect(() => sealer.open(sealed.split('.').slice(0, 2).join('.'), 'test')).toThrow('not a sealed text')
    expect(sealed).not.toContain('secret')
  })
})

describe('signing keys', () => {
  test('rotate without a moment in which a token of theirs cannot be checked', async () => {
    const first = await createSigningKey(sealer, day(1))
    expect(nextActivation([], day(1))).toEqual(day(1))
    expect(nextActivation([first], day(30))).toBeUndefined()
    const takesOver = nextActivation([first], day(31))
    expect(takesOver).toEqual(day(31, 600))

    const second = await createSigningKey(sealer, day(31, 600))
    const both = [second, first]
    const idsAt = (now: Date) => publishedKeysAt(both, now).map(key => key.kid)
    expect(signingKeyAt(both, day(31))?.kid).toBe(first.kid)
    expect(idsAt(day(31))).toEqual([first.kid, second.kid])
    expect(signingKeyAt(both, day(31, 600))?.kid).toBe(second.kid)
    expect(idsAt(day(31, 600 + 900))).toEqual([first.kid, second.kid])
    expect(idsAt(day(31, 600 + 961))).toEqual([second.kid])
    expect(nextActivation(both, day(31, 601))).toBeUndefined()
  })

  test('sign access tokens that the published set checks', async () => {
    const keys = [await createSigningKey(sealer, day(1)), await createSigningKey(sealer, day(31))]
    const keySet = createLocalJWKSet({ keys: keys.map(key => key.publicJwk) })
    for (const stored of keys) {
      const key = { kid: stored.kid, key: await openSigningKey(sealer, stored) }
      const subject = { userId: 'u1', role: 'EDITOR', sessionId: 's1', accessValidFrom: null } as const
      const token = await signAccessToken(key, subject, names)
      const { payload, protectedHeader } = await jwtVerify(token, keySet, { ...names, typ: 'at+jwt' })
      expect(protectedHeader).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: stored.kid })
      expect(payload).toMatchObject({ sub: 'u1', sid: 's1', role: 'EDITOR', iss: names.issuer, aud: 'orion' })
      expect(payload.scopes).toContain('content:review')
      expect(payload.scopes).not.toContain('users:write')
      expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(900)
    }
  })

  test('publish nothing private', async () => {
    const key = await createSigningKey(sealer, day(1))
    expect(Object.keys(key.publicJwk).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x'])
  })
})

test('an access token made right after a revocation is not taken for one made before it', async () => {
  const stored = await createSigningKey(sealer, day(1))
  const key = { kid: stored.kid, key: await openSigningKey(sealer, stored) }
  const subject = { userId: 'u1', role: 'VIEWER', sessionId: 's1', accessValidFrom: day(2, 1) } as const
  const at = new Date(day(2).getTime() + 300)
  expect(decodeJwt(await signAccessToken(key, subject, { ...names, now: at })).iat).toBe(
    day(2, 1).getTime() / 1000,
  )
})
