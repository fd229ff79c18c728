import { afterEach, vi } from 'vitest'

/**
 * Puts back what a test changed for itself as soon as it ends. Vitest's own `unstubEnvs` and `restoreMocks` do it before
 * the next test, which is too late for the last test of a file: the next file in that worker is set up meanwhile.
 */
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})
