import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['common/src/testing/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    include: ['**/test/**/*.test.ts', 'e2e/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
  },
})
