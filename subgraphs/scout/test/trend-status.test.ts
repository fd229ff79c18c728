import { expect, test } from 'vitest'
import { canFollow, predecessorsOf } from '../src/trends/trend-status.ts'

test.each([
  ['ACTIVE', 'USED', true],
  ['ACTIVE', 'DISCARDED', true],
  ['ACTIVE', 'EXPIRED', true],
  ['USED', 'ACTIVE', true],
  ['USED', 'DISCARDED', true],
  ['USED', 'EXPIRED', false],
  ['DISCARDED', 'ACTIVE', true],
  ['DISCARDED', 'USED', false],
  ['EXPIRED', 'ACTIVE', true],
  ['EXPIRED', 'USED', false],
  ['ACTIVE', 'ACTIVE', false],
] as const)('%s → %s: %s', (from, to, allowed) => {
  expect(canFollow(from, to)).toBe(allowed)
  expect(predecessorsOf(to).includes(from)).toBe(allowed)
})
