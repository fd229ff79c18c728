import { describe, expect, test } from 'vitest'
import {
  createRefreshToken,
  createRotationNonce,
  hashRefreshToken,
  isRefreshToken,
  judgeRefreshToken,
  successorOf,
} from '../src/tokens/refresh-tokens.ts'

const now = new Date('2026-01-31T12:00:00Z')
const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const later = new Date('2026-02-01T12:00:00Z')

describe('a refresh token', () => {
  test('is 256 random bits and stored only as their SHA-256', () => {
    const token = createRefreshToken()
    expect(isRefreshToken(token)).toBe(true)
    expect(Buffer.from(token.slice(4), 'base64url')).toHaveLength(32)
    expect(hashRefreshToken(token)).toMatch(/^[\da-f]{64}$/)
    expect(createRefreshToken()).not.toBe(token)
  })

  test.each(['', 'ort_short', "ort_' OR 1=1", `ort_${'a'.repeat(44)}`, `xxx_${'a'.repeat(43)}`])(
    'is told from other texts: %j',
    text => expect(isRefreshToken(text)).toBe(false),
  )

  test('has one successor for one rotation, which takes token, nonce and key to find', () => {
    const token = createRefreshToken()
    const nonce = createRotationNonce()
    const key = Buffer.alloc(32, 1)
    const successor = successorOf(token, nonce, key)
    expect(isRefreshToken(successor)).toBe(true)
    expect(successorOf(token, nonce, key)).toBe(successor)
    expect(successorOf(createRefreshToken(), nonce, key)).not.toBe(successor)
    expect(successorOf(token, createRotationNonce(), key)).not.toBe(successor)
    expect(successorOf(token, nonce, Buffer.alloc(32, 2))).not.toBe(successor)
  })

  test.each([
    ['rotate', { expiresAt: later, rotatedAt: null }],
    ['expired', { expiresAt: secondsAgo(1), rotatedAt: null }],
    ['repeat', { expiresAt: later, rotatedAt: secondsAgo(10) }],
    ['reused', { expiresAt: later, rotatedAt: secondsAgo(11) }],
    ['reused', { expiresAt: secondsAgo(1), rotatedAt: secondsAgo(3600) }],
  ] as const)('that is shown leads to: %s', (verdict, state) => {
    expect(judgeRefreshToken(state, now)).toBe(verdict)
  })
})
